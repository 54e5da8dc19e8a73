-- cases: route_skip_rate
-- gives: escalations in which an open step was passed over

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
    e.reach_seconds
from asked_escalation($asked) as e
where e.is_step_skipped
order by happened_at desc, e.contact_id asc, e.escalation_id asc
