-- evidence: bounce
-- gives:    per rule and week, contacts handed over that came back to where they were
-- source:   facts.fct_contact
-- notes:    by the rule that covers the contact, because a contact bounces as a whole

select
    c.rule_id,
    c.week_start,
    null::integer as step,
    null::integer as hour,
    null::varchar as item,
    count(*) filter (where c.bounce_direct_count > 0 or c.bounce_indirect_count > 0) as numerator,
    count(*) as denominator,
    count(*) as cases
from asked_contact($asked) as c
where c.rule_id is not null and c.takeover_count > 0
group by c.rule_id, c.week_start
order by c.rule_id asc, c.week_start asc
