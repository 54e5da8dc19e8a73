-- cases: escalation_rate_by_hour
-- gives: contacts with at least one escalation, on days whose contacts are all in the log

with counted_elsewhere as (
    select distinct
        d.day,
        d.center
    from asked_contact_day($asked) as d
    where d.source = 'counts' or d.contacts is null
)

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
    c.hour,
    c.weekday,
    c.hop_count,
    c.end_kind
from asked_contact($asked) as c
left join counted_elsewhere as d
    on c.day = d.day and c.center is not distinct from d.center
where c.is_escalated and d.day is null
order by happened_at desc, c.contact_id asc
