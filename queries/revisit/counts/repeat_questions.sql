-- evidence: repeat_questions
-- gives:    per rule and week, escalations after which the customer was asked again
-- source:   facts.fct_escalation

select
    e.rule_id,
    e.week_start,
    null::integer as step,
    null::integer as hour,
    null::varchar as item,
    count(*) filter (where e.has_asked_again) as numerator,
    count(e.has_asked_again) as denominator,
    count(*) as cases
from asked_escalation($asked) as e
where e.rule_id is not null
group by e.rule_id, e.week_start
order by e.rule_id asc, e.week_start asc
