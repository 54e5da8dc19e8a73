-- metric:         consult_share
-- label:          Share of consults
-- label_ja:       相談の割合
-- question:       How many escalations ask for advice instead of handing over?
-- question_ja:    エスカレーションのうち、引き継がずに相談で済んだものはどれだけか
-- numerator:      escalations that are consults
-- numerator_ja:   相談(対応者は替わらない)
-- denominator:    escalations whose mode is known, in a log that has consults at all
-- denominator_ja: 相談か引き継ぎかが分かるエスカレーション(相談の記録が一件もない取込元では記録なし)
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           none
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_escalation
-- notes:          many small questions are a healthy sign, not a fault; a source that logs
--                 hand-overs only cannot tell, and is shown as not recorded
-- notes_ja:       小さな相談が多いのは健全なしるしであり、欠点ではない。
-- reviewed:       2026-11-23, next 2027-05-24

with known as (select has_consults() as is_known)

select
    columns($grain),
    count(*) filter (where e.mode = 'consult') as numerator,
    count(*) filter (where e.mode is not null and k.is_known) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
cross join known as k
group by all
order by all
