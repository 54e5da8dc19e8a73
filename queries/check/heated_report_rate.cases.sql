-- cases: heated_report_rate
-- gives: escalations whose report has a heated word; nothing tells who wrote it

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
    e.is_report_heated
from asked_escalation($asked) as e
where e.is_report_heated
order by happened_at desc, e.contact_id asc, e.escalation_id asc
