-- metric:         lost_waiting_rate
-- label:          Lost while waiting
-- label_ja:       待つ間に失った割合
-- question:       How many customers leave while the escalation waits to be accepted?
-- question_ja:    エスカレーションの応答を待つ間に、お客様が離れたものはどれだけか
-- numerator:      escalations during which the customer left before acceptance
-- numerator_ja:   応答の前にお客様が離れたエスカレーション
-- denominator:    escalations of which the log can tell
-- denominator_ja: それが分かるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_escalation
-- notes:          none
-- notes_ja:       なし
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.is_lost_waiting) as numerator,
    count(e.is_lost_waiting) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
