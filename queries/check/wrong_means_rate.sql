-- metric:         wrong_means_rate
-- label:          Means not as written
-- label_ja:       手段がルールと違う割合
-- question:       How many escalations use other means than the rule writes down?
-- question_ja:    ルールに書かれた手段と違う手段で連絡したエスカレーションはどれだけか
-- numerator:      escalations with an attempt by other means than the step has
-- numerator_ja:   その順番の手段と違う手段で連絡した試行があるエスカレーション
-- denominator:    escalations under a rule with a route, of whose attempts the means are known
-- denominator_ja: 経路のあるルールに当たり、試行の手段が分かるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          attempted
-- source:         facts.fct_escalation
-- notes:          only where both the rule and the log tell the means; an emergency that the rule
--                 lets leave the route is left out
-- notes_ja:       ルールと記録の両方に手段があるときだけ数える。ルールが認める緊急時の飛び越しは除く。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.is_means_off) as numerator,
    count(e.is_means_off) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) filter (where e.has_route) as cases
from asked_escalation($asked) as e
group by all
order by all
