-- cases: passed_around_rate
-- gives: contacts handed over twice or more

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
    c.takeover_count,
    c.bounce_direct_count,
    c.bounce_indirect_count
from asked_contact($asked) as c
where c.takeover_count > 1
order by happened_at desc, c.contact_id asc
