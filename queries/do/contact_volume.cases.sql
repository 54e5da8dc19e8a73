-- cases: contact_volume
-- gives: contacts in the log; those only counted elsewhere have no rows

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
    c.end_kind,
    c.is_escalated
from asked_contact($asked) as c
order by happened_at desc, c.contact_id asc
