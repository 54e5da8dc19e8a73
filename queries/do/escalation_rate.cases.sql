-- cases: escalation_rate
-- gives: contacts with at least one escalation, of days and centers whose contacts are known

with not_counted as (
    select distinct
        d.day,
        d.center
    from asked_contact_day($asked) as d
    where d.contacts is null
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
    c.hop_count,
    c.up_hop_count,
    c.end_kind
from asked_contact($asked) as c
left join not_counted as d
    on c.day = d.day and c.center is not distinct from d.center
where c.is_escalated and d.day is null
order by happened_at desc, c.contact_id asc
