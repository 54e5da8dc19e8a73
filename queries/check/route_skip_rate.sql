-- metric:         route_skip_rate
-- label:          Route step skipped
-- label_ja:       経路の順番を飛ばした割合
-- question:       How many escalations pass over a step of the route that was open?
-- question_ja:    対応時間内の順番を飛ばして連絡したエスカレーションはどれだけか
-- numerator:      escalations in which a later step was tried before an open earlier one
-- numerator_ja:   対応時間内の前の順番より先に、後の順番へ連絡したエスカレーション
-- denominator:    escalations under a rule with a route, of whose attempts the step is known
-- denominator_ja: 経路のあるルールに当たり、試行の順番が分かるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          attempted
-- source:         facts.fct_escalation
-- notes:          a step outside its weekdays or hours may be passed over, and so may any step in
--                 an emergency that the rule lets leave the route; an emergency not on record is
--                 none
-- notes_ja:       曜日・時間帯の外の順番を飛ばすことと、ルールが認める緊急時の飛び越しは数えない。
--                 緊急の記録がないものは緊急でないとみなす。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.is_step_skipped) as numerator,
    count(e.is_step_skipped) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) filter (where e.has_route) as cases
from asked_escalation($asked) as e
group by all
order by all
