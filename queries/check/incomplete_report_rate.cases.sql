-- cases: incomplete_report_rate
-- gives: escalations whose report leaves out at least one required item

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
    e.required_item_count,
    e.reported_item_count,
    e.is_report_complete,
    e.has_asked_again
from asked_escalation($asked) as e
where not e.is_report_complete
order by happened_at desc, e.contact_id asc, e.escalation_id asc
