-- cases: missing_item_share
-- gives: items that a report on record left out

select
    i.contact_id,
    i.escalation_id,
    i.raised_at as happened_at,
    i.day,
    i.center,
    i.team,
    i.channel,
    i.category,
    i.rule_id,
    i.level,
    i.target,
    i.slot
from asked_report_item($asked) as i
where not i.is_given
order by happened_at desc, i.contact_id asc, i.escalation_id asc, i.slot asc
