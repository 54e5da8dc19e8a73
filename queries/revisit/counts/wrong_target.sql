-- evidence: wrong_target
-- gives:    per rule and week, attempts that reached somebody who was not in charge
-- source:   facts.fct_attempt

select
    t.rule_id,
    t.week_start,
    null::integer as step,
    null::integer as hour,
    null::varchar as item,
    count(*) filter (where t.outcome = 'wrong_target') as numerator,
    count(t.outcome) as denominator,
    count(*) as cases
from asked_attempt($asked) as t
where t.rule_id is not null
group by t.rule_id, t.week_start
order by t.rule_id asc, t.week_start asc
