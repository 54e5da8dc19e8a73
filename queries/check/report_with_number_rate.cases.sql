-- cases: report_with_number_rate
-- gives: escalations whose report gives a figure

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
    e.report_length,
    e.has_report_number
from asked_escalation($asked) as e
where e.has_report_number
order by happened_at desc, e.contact_id asc, e.escalation_id asc
