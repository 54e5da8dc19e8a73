-- metric:         judged_too_late_rate
-- label:          Too late (receiver)
-- label_ja:       手遅れだった割合(受け手の判定)
-- question:       How many escalations came too late, as the receiver sees it?
-- question_ja:    受け手から見て、上げるのが遅すぎたエスカレーションはどれだけか
-- numerator:      escalations judged too_late
-- numerator_ja:   受け手が「遅すぎた」と判定したエスカレーション
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
-- notes:          by reason it is the list of causes; within_limit counts those raised within their
--                 time limit all the same, for which the limit itself is too long; a judgement is
--                 made with hindsight
-- notes_ja:       reason 別に見れば、間に合わなかった原因の一覧になる。within_limit は期限内に上げた
--                 のに遅すぎたとされた件数で、期限の側が長すぎることを示す。
--                 判定は後から見た見方である。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.judgement = 'too_late') as numerator,
    count(e.judgement) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    -- As a filter of its own, both conditions would be looked at for every row.
    count(case when e.judgement = 'too_late' then nullif(e.is_raised_late, true) end)
        as within_limit,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
