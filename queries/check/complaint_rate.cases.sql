-- cases: complaint_rate
-- gives: contacts with a complaint

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
    c.resolved_at,
    c.complained_at,
    c.is_escalated
from asked_contact($asked) as c
where c.is_complained
order by happened_at desc, c.contact_id asc
