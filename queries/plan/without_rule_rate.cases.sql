-- cases: without_rule_rate
-- gives: escalations that neither name nor match a rule

select
    e.contact_id,
    e.escalation_id,
    e.raised_at as happened_at,
    e.day,
    e.center,
    e.team,
    e.channel,
    e.category,
    e.subcategory,
    e.rule_id,
    e.level,
    e.target,
    e.mode,
    e.reason
from asked_escalation($asked) as e
where e.rule_basis = 'none' and has_rules()
order by happened_at desc, e.contact_id asc, e.escalation_id asc
