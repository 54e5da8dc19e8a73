-- cases: late_escalation_rate
-- gives: contacts still not escalated when the target of their risk had passed

select
    c.contact_id,
    null::varchar as escalation_id,
    c.opened_at as happened_at,
    c.day,
    c.center,
    c.team,
    c.channel,
    c.category,
    c.rule_id,
    c.level,
    c.risk,
    c.hesitation_seconds,
    c.hesitation_end_kind,
    t.target_seconds
from asked_contact($asked) as c
inner join warehouse.facts.dim_risk_target as t on c.risk = t.risk
where c.hesitation_seconds > t.target_seconds
order by happened_at desc, c.contact_id asc
