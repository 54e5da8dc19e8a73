-- cases: judged_too_late_rate
-- gives: escalations judged too late, with what the clock says

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
    e.hesitation_seconds,
    e.limit_seconds,
    e.is_raised_late
from asked_escalation($asked) as e
where e.judgement = 'too_late'
order by happened_at desc, e.contact_id asc, e.escalation_id asc
