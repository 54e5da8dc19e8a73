-- cases: lost_waiting_rate
-- gives: escalations during which the customer left before acceptance

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
    e.accept_seconds,
    e.attempt_count
from asked_escalation($asked) as e
where e.is_lost_waiting
order by happened_at desc, e.contact_id asc, e.escalation_id asc
