-- cases: open_contact_count
-- gives: contacts still open as of the build, with their age

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
    epoch(as_of() - c.opened_at) / 86400 as age_days,
    c.last_event_at
from asked_contact($asked) as c
where c.end_kind = 'open'
order by happened_at desc, c.contact_id asc
