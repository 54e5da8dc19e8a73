-- metric:         route_conformance_rate
-- label:          Route followed
-- label_ja:       連絡経路を守った割合
-- question:       How many escalations keep to the order, means and hours of the route?
-- question_ja:    ルールの経路どおりの順番・手段・時間帯で連絡したエスカレーションはどれだけか
-- numerator:      escalations whose attempts kept to the route
-- numerator_ja:   経路どおりに連絡したエスカレーション
-- denominator:    escalations under a rule with a route, whose attempts are on record
-- denominator_ja: 経路のあるルールに当たり、試行の記録があるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           up
-- params:         asked, grain
-- needs:          attempted
-- source:         facts.fct_escalation
-- notes:          order kept, no open step skipped, no attempt at a step's closed hours, means as
--                 written; trying a step again is no departure. Means and hours are judged where
--                 both the rule and the log tell them. An emergency that the rule lets leave the
--                 route follows it. Attempts without a step are placed by their target; where that
--                 fails, nothing is known
-- notes_ja:       順番を守り、対応時間内の順番を飛ばさず、時間外に連絡せず、手段が書かれたとおりのもの。
--                 同じ順番への再度の連絡は逸脱としない。手段と時間帯は、ルールと記録の両方にあるときだけ
--                 判定する。ルールが認める緊急時の飛び越しは経路どおりとする。順番の記録がない試行は相手で
--                 当てはめ、当てはまらなければ不明とする。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.is_route_followed) as numerator,
    count(e.is_route_followed) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) filter (where e.has_route) as cases
from asked_escalation($asked) as e
group by all
order by all
