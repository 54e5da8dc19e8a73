-- cases: consult_share
-- gives: escalations that asked for advice and kept the contact

select
    e.contact_id,
    e.escalation_id,
    e.raised_at as happened_at,
    e.day,
    e.center,
    e.team,
    e.channel,
    e.category,
    e.rule_id,
    e.level,
    e.target,
    e.mode,
    e.reason
from asked_escalation($asked) as e
where e.mode = 'consult'
order by happened_at desc, e.contact_id asc, e.escalation_id asc
