-- What the log met between two instants: distinct situations with contacts and escalations.
-- params: start TIMESTAMPTZ, stop TIMESTAMPTZ (NULL = open)
-- notes:  stop is exclusive; a contact counts when it opened, an escalation when it was raised

with met as (
    select
        c.center,
        c.team,
        c.channel,
        c.category,
        c.subcategory,
        c.product,
        c.impact,
        c.urgency,
        c.risk,
        null::varchar as reason,
        1 as contacts,
        0 as escalations
    from facts.fct_contact as c
    where ($start is null or c.opened_at >= $start) and ($stop is null or c.opened_at < $stop)
    union all
    select
        e.center,
        e.team,
        e.channel,
        e.category,
        e.subcategory,
        e.product,
        e.impact,
        e.urgency,
        e.risk,
        e.reason,
        0 as contacts,
        1 as escalations
    from facts.fct_escalation as e
    where ($start is null or e.raised_at >= $start) and ($stop is null or e.raised_at < $stop)
)

select
    m.* exclude (contacts, escalations),  -- noqa: RF02
    sum(m.contacts)::bigint as contacts,
    sum(m.escalations)::bigint as escalations
from met as m
group by all
order by all
