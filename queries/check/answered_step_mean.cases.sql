-- cases: answered_step_mean
-- gives: escalations that were answered at a step of the route

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
    e.answered_step,
    e.attempt_count,
    e.reach_seconds
from asked_escalation($asked) as e
where e.answered_step is not null
order by happened_at desc, e.contact_id asc, e.escalation_id asc
