-- cases: level_misfit_rate
-- gives: escalations resolved at another level than their rule asks for

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
    e.rule_level,
    e.answered_level
from asked_escalation($asked) as e
where e.answered_level <> e.fit_level
order by happened_at desc, e.contact_id asc, e.escalation_id asc
