-- metric:         unreachable_escalation_rate
-- label:          Escalations with a failed attempt
-- label_ja:       つかまらない相手がいたエスカレの割合
-- question:       How many escalations meet somebody who cannot be reached?
-- question_ja:    一度でも相手につながらなかったエスカレーションはどれだけか
-- numerator:      escalations with at least one failed attempt
-- numerator_ja:   つながらない試行が1回以上あったエスカレーション
-- denominator:    escalations whose attempts are on record
-- denominator_ja: 試行の記録があるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          attempted
-- source:         facts.fct_escalation
-- notes:          the case view; unreachable_attempt_rate is the attempt view
-- notes_ja:       件で数える見方。
--                 試行で数えるのは unreachable_attempt_rate。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.failed_attempt_count > 0) as numerator,
    count(e.failed_attempt_count) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    sum(e.failed_attempt_count)::bigint as failed_attempts,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
