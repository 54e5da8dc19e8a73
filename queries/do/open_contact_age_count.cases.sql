-- cases: open_contact_age_count
-- gives: contacts still open as of the build, the oldest first, with their age

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
    c.open_days,
    c.last_event_at
from asked_contact($asked) as c
where c.open_days is not null
order by happened_at asc, c.contact_id asc
