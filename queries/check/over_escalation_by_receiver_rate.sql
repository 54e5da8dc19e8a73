-- metric:         over_escalation_by_receiver_rate
-- label:          Over-escalation (receiver)
-- label_ja:       一次で完結できた可能性の割合(受け手の判定)
-- question:       How many escalations could the first line have handled, as the receiver sees it?
-- question_ja:    受け手から見て、一次対応で足りたエスカレーションはどれだけか
-- numerator:      escalations judged could_have_stayed
-- numerator_ja:   受け手が「一次対応で足りた」と判定したエスカレーション
-- denominator:    escalations that the receiver judged
-- denominator_ja: 受け手が判定したエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          escalated, judged
-- source:         facts.fct_escalation
-- notes:          the headline of the three signals, always shown beside its twin, suspected
--                 missed escalations; a judgement is made with hindsight
-- notes_ja:       3つの指標の見出しとする。エスカレ漏れの疑いと必ず並べて見る。
--                 判定は後から見た見方である。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.is_over_by_receiver) as numerator,
    count(e.is_over_by_receiver) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
