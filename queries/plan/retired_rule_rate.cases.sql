-- cases: retired_rule_rate
-- gives: escalations that name a rule no longer in force

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
    e.reason
from asked_escalation($asked) as e
where e.is_rule_retired
order by happened_at desc, e.contact_id asc, e.escalation_id asc
