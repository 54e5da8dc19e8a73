-- cases: route_link_volume
-- gives: every link of a route, an ending among them

select
    l.contact_id,
    l.escalation_id,
    l.raised_at as happened_at,
    l.day,
    l.center,
    l.team,
    l.channel,
    l.category,
    l.rule_id,
    l.level,
    l.target,
    l.mode,
    l.hop,
    l.link_from,
    l.link_to
from route_link($asked) as l
order by happened_at desc, l.contact_id asc, l.escalation_id asc, l.link_to asc
