-- cases: conflicting_match_rate
-- gives: contacts that several rules match with different levels

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
    c.matched_rule_count,
    c.matched_level_count
from asked_contact($asked) as c
where c.matched_level_count > 1
order by happened_at desc, c.contact_id asc
