-- cases: escalation_volume
-- gives: every escalation

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
    e.judgement,
    e.is_emergency
from asked_escalation($asked) as e
order by happened_at desc, e.contact_id asc, e.escalation_id asc
