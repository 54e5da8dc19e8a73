-- metric:         escalation_volume
-- label:          Escalations
-- label_ja:       エスカレーション件数
-- question:       How many escalations were raised?
-- question_ja:    エスカレーションは何件あったか
-- numerator:      escalations raised
-- numerator_ja:   エスカレーション(依頼の回数)
-- denominator:    none
-- denominator_ja: なし
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           count
-- good:           none
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_escalation
-- notes:          counts hops: a contact escalated twice counts twice
-- notes_ja:       依頼の回数を数える。1件の問い合わせが2回エスカレーションされれば2件。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) as numerator,
    null::bigint as denominator,
    numerator::double as metric_value,
    numerator as recorded,
    numerator as cases
from asked_escalation($asked)
group by all
order by all
