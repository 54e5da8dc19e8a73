-- cases: unreachable_escalation_rate
-- gives: escalations with at least one failed attempt

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
    e.attempt_count,
    e.failed_attempt_count,
    e.answered_step,
    e.lost_seconds
from asked_escalation($asked) as e
where e.failed_attempt_count > 0
order by happened_at desc, e.contact_id asc, e.escalation_id asc
