-- cases: return_rate
-- gives: escalations that the receiver sent back

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
    e.accept_end_kind
from asked_escalation($asked) as e
where e.is_returned
order by happened_at desc, e.contact_id asc, e.escalation_id asc
