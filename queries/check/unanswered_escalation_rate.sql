-- metric:         unanswered_escalation_rate
-- label:          Escalations nobody answered
-- label_ja:       応答のなかったエスカレの割合
-- question:       How many escalations did nobody answer?
-- question_ja:    誰も応答しなかったエスカレーションはどれだけか
-- numerator:      escalations that nobody answered
-- numerator_ja:   誰も応答しなかったエスカレーション
-- denominator:    escalations whose attempts or acceptance are on record
-- denominator_ja: 試行または応答の記録があるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          attempted|accepted
-- source:         facts.fct_escalation
-- notes:          escalations of the last days may still be answered
-- notes_ja:       直近のエスカレーションには、これから応答されるものがありうる。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.is_unanswered) as numerator,
    count(e.is_unanswered) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
