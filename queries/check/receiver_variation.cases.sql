-- cases: receiver_variation
-- gives: judged escalations that like cases can be compared by; without who received them

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
    e.reason,
    e.judgement
from asked_escalation($asked) as e
where e.is_over_by_receiver is not null and (e.rule_id is not null or e.category is not null)
order by happened_at desc, e.contact_id asc, e.escalation_id asc
