-- metric:         wrong_target_rate
-- label:          Wrong target
-- label_ja:       宛先違いの割合
-- question:       How many attempts go to somebody who is not in charge?
-- question_ja:    連絡の試行のうち、担当でない相手だったものはどれだけか
-- numerator:      attempts that ended at the wrong target
-- numerator_ja:   担当でない相手に届いた試行
-- denominator:    attempts whose outcome is known
-- denominator_ja: 結果が分かる試行
-- grains:         week_start, day, center, team, channel, category, rule_id, level, target,
--                 weekday, hour, means, step, outcome
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          attempted
-- source:         facts.fct_attempt
-- notes:          the attempt view: one escalation may count several times
-- notes_ja:       試行で数える。1つのエスカレーションが何度も数えられることがある。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where t.outcome = 'wrong_target') as numerator,
    count(t.outcome) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) as cases
from asked_attempt($asked) as t
group by all
order by all
