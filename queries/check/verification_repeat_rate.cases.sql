-- cases: verification_repeat_rate
-- gives: escalations after which the customer was identified again

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
    e.verified_again_count,
    e.verified_again_seconds
from asked_escalation($asked) as e
where e.has_verified_again
order by happened_at desc, e.contact_id asc, e.escalation_id asc
