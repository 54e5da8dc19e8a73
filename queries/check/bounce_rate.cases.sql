-- cases: bounce_rate
-- gives: contacts that came back to a team which had handed them over

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
    c.bounce_direct_count,
    c.bounce_indirect_count,
    c.takeover_count
from asked_contact($asked) as c
where c.bounce_direct_count > 0 or c.bounce_indirect_count > 0
order by happened_at desc, c.contact_id asc
