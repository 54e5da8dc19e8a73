-- cases: escalation_rate
-- gives: contacts with at least one escalation

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
    c.hop_count,
    c.up_hop_count,
    c.end_kind
from asked_contact($asked) as c
where c.is_escalated
order by happened_at desc, c.contact_id asc
