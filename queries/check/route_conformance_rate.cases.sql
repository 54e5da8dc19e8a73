-- cases: route_conformance_rate
-- gives: escalations whose attempts kept to the route of their rule

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
    e.attempt_count,
    e.answered_step,
    e.is_emergency
from asked_escalation($asked) as e
where e.is_route_followed
order by happened_at desc, e.contact_id asc, e.escalation_id asc
