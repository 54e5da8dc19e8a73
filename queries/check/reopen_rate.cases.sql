-- cases: reopen_rate
-- gives: contacts that were opened again

select
    c.contact_id,
    null::varchar as escalation_id,
    c.opened_at as happened_at,
    c.day,
    c.center,
    c.team,
    c.channel,
    c.category,
    c.rule_id,
    c.level,
    c.resolved_at,
    c.closed_at,
    c.first_reopened_at,
    c.reopened_count
from asked_contact($asked) as c
where c.is_reopened
order by happened_at desc, c.contact_id asc
