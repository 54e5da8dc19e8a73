-- cases: priority_inversion_rate
-- gives: escalations taken up before a graver one

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
    e.risk,
    e.accept_seconds
from asked_escalation($asked) as e
where e.is_out_of_turn
order by happened_at desc, e.contact_id asc, e.escalation_id asc
