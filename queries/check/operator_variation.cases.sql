-- cases: operator_variation
-- gives: contacts that like cases can be compared by, escalated or not; without who took them

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
    c.subcategory,
    c.is_escalated,
    c.end_kind
from asked_contact($asked) as c
where c.rule_id is not null or c.category is not null
order by happened_at desc, c.contact_id asc
