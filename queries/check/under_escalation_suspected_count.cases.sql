-- cases: under_escalation_suspected_count
-- gives: contacts that show at least one sign of a missed or late escalation, and which

select
    s.contact_id,
    null::varchar as escalation_id,
    s.opened_at as happened_at,
    s.day,
    s.center,
    s.team,
    s.channel,
    s.category,
    s.rule_id,
    s.level,
    s.risk,
    s.is_by_risk,
    s.is_by_demand,
    s.is_by_aftermath
from missed_signal($asked, $demand_seconds) as s
where s.is_by_risk or s.is_by_demand or s.is_by_aftermath
order by happened_at desc, s.contact_id asc
