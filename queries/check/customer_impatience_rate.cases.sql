-- cases: customer_impatience_rate
-- gives: contacts with impatient words of the customer

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
    c.has_said_before,
    c.is_in_a_hurry,
    c.is_angry,
    c.is_escalated
from asked_contact($asked) as c
where c.has_impatience
order by happened_at desc, c.contact_id asc
