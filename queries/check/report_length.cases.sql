-- cases: report_length
-- gives: escalations with a report in words, the longest first

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
    e.is_report_complete
from asked_escalation($asked) as e
where e.report_length is not null
order by
    e.report_length desc,
    happened_at desc,
    e.contact_id asc,
    e.escalation_id asc
