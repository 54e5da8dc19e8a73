-- evidence: over_escalation
-- gives:    per rule and week, what receivers judged the first line could have handled
-- source:   facts.fct_escalation

select
    e.rule_id,
    e.week_start,
    null::integer as step,
    null::integer as hour,
    null::varchar as item,
    count(*) filter (where e.is_over_by_receiver) as numerator,
    count(e.is_over_by_receiver) as denominator,
    count(*) as cases
from asked_escalation($asked) as e
where e.rule_id is not null
group by e.rule_id, e.week_start
order by e.rule_id asc, e.week_start asc
