-- cases: dark_hold_rate
-- gives: contacts held for long without an escalation on record

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
    c.held_seconds,
    c.end_kind
from asked_contact($asked) as c
where c.held_seconds > $hold_seconds and c.hop_count = 0
order by happened_at desc, c.contact_id asc
