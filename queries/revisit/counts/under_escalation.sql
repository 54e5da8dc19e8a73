-- evidence: under_escalation
-- gives:    per rule and week, contacts with a sign on record, and those nobody escalated
-- source:   facts.fct_contact
-- notes:    the cases of passed_over_sign_rate. Raised, but late, is a flag of its own

select
    c.rule_id,
    c.week_start,
    null::integer as step,
    null::integer as hour,
    null::varchar as item,
    count(*) filter (where c.is_sign_passed_over) as numerator,
    count(*) as denominator,
    count(*) as cases
from asked_contact($asked) as c
where c.rule_id is not null and c.is_sign_passed_over is not null
group by c.rule_id, c.week_start
order by c.rule_id asc, c.week_start asc
