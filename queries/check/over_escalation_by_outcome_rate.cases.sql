-- cases: over_escalation_by_outcome_rate
-- gives: escalations that came back or were advised within the set minutes without use of authority, or were answered from existing material

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
    e.reason,
    e.is_returned,
    e.resolve_seconds,
    e.mode
from asked_escalation($asked) as e
where e.is_over_by_outcome
order by happened_at desc, e.contact_id asc, e.escalation_id asc
