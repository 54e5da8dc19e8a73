-- cases: rule_coverage_rate
-- gives: escalations with a rule, and what ties them to it

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
    e.rule_basis,
    e.rule_version_id
from asked_escalation($asked) as e
where e.rule_basis in ('named', 'matched')
order by happened_at desc, e.contact_id asc, e.escalation_id asc
