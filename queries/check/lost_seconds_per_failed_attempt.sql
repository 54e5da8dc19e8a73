-- metric:         lost_seconds_per_failed_attempt
-- label:          Time lost per failed attempt
-- label_ja:       つかまらない試行1回の損失時間
-- question:       How long does a failed attempt hold the contact up?
-- question_ja:    つながらない試行1回で、どれだけ待たせているか
-- numerator:      seconds until the next attempt, the acceptance or the end of the hop
-- numerator_ja:   次の試行・応答・依頼の終わりまでの秒数の合計
-- denominator:    failed attempts whose time is known
-- denominator_ja: 損失時間が分かる失敗した試行
-- grains:         week_start, day, center, team, channel, category, rule_id, level, target,
--                 weekday, hour, means, step, outcome
-- unit:           seconds
-- good:           down
-- params:         asked, grain
-- needs:          attempted
-- source:         facts.fct_attempt
-- notes:          wall clock; a mean, since the total is what the centre loses
-- notes_ja:       暦の時間の平均。合計がセンターの損失になるため、中央値ではなく平均とする。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    sum(t.lost_seconds)::bigint as numerator,
    count(t.lost_seconds) as denominator,
    1.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) filter (where t.is_failed) as cases
from asked_attempt($asked) as t
group by all
order by all
