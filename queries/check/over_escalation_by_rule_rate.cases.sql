-- cases: over_escalation_by_rule_rate
-- gives: the escalations in the numerator, with what tells

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
    e.rule_level,
    e.target_level,
    e.is_emergency,
    e.rule_version_id
from asked_escalation($asked) as e
where e.is_over_by_rule
order by happened_at desc, e.contact_id asc, e.escalation_id asc
