-- metric:         return_rate
-- label:          Returned escalations
-- label_ja:       差し戻し率
-- question:       How many escalations does the receiver send back?
-- question_ja:    受け手が差し戻したエスカレーションはどれだけか
-- numerator:      escalations returned
-- numerator_ja:   差し戻されたエスカレーション
-- denominator:    escalations in a log that records returns
-- denominator_ja: 差し戻しを記録しているログのエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          returned
-- source:         facts.fct_escalation
-- notes:          none
-- notes_ja:       なし
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.is_returned) as numerator,
    count(e.is_returned) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
