-- metric:         unreachable_attempt_rate
-- label:          Failed attempts
-- label_ja:       つかまらなかった試行の割合
-- question:       How many attempts to reach somebody fail?
-- question_ja:    連絡の試行のうち、相手につながらなかったものはどれだけか
-- numerator:      attempts that did not end in an answer
-- numerator_ja:   応答に至らなかった試行
-- denominator:    attempts whose outcome is known
-- denominator_ja: 結果が分かる試行
-- grains:         week_start, day, center, team, channel, category, rule_id, level, target,
--                 weekday, hour, means, step, outcome
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          attempted
-- source:         facts.fct_attempt
-- notes:          the attempt view: one escalation may count several times;
--                 unreachable_escalation_rate is the case view, show both; by target role, route
--                 step, weekday and hour of the attempt. By outcome the numerator tells why
--                 attempts fail; the rate itself is then 0 or 100
-- notes_ja:       試行で数える見方。1つのエスカレーションが何度も数えられることがある。
--                 件で数える unreachable_escalation_rate と並べて見る。
--                 結果別では、分子がつながらない理由ごとの件数で、割合は 0 か 100 になる。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where t.is_failed) as numerator,
    count(t.is_failed) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) as cases
from asked_attempt($asked) as t
group by all
order by all
