-- cases: passed_over_sign_rate
-- gives: contacts with a sign on record that ended without an escalation

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
    c.end_kind
from asked_contact($asked) as c
where c.is_sign_passed_over
order by happened_at desc, c.contact_id asc
