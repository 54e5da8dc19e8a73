-- evidence: unreachable
-- gives:    per rule, week, route step and hour, attempts that reached nobody
-- source:   facts.fct_attempt
-- notes:    hours become bands afterwards, so that the bands are no part of the SQL

select
    t.rule_id,
    t.week_start,
    t.step,
    t.hour,
    null::varchar as item,
    count(*) filter (where t.is_failed) as numerator,
    count(t.is_failed) as denominator,
    count(*) as cases
from asked_attempt($asked) as t
where t.rule_id is not null
group by t.rule_id, t.week_start, t.step, t.hour
order by t.rule_id asc, t.week_start asc, t.step asc, t.hour asc
