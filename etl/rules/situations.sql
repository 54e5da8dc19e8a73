-- What the log met each day: distinct situations with contacts and escalations.
-- params: items VARCHAR[], what situations are told apart by; the others are NULL
-- notes:  a contact counts on the local day it opened, an escalation on the day it was raised

with met as (
    select
        c.day,
        if(list_contains($items, 'center'), c.center, null) as center,
        if(list_contains($items, 'team'), c.team, null) as team,
        if(list_contains($items, 'channel'), c.channel, null) as channel,
        if(list_contains($items, 'category'), c.category, null) as category,
        if(list_contains($items, 'subcategory'), c.subcategory, null) as subcategory,
        if(list_contains($items, 'product'), c.product, null) as product,
        if(list_contains($items, 'impact'), c.impact, null) as impact,
        if(list_contains($items, 'urgency'), c.urgency, null) as urgency,
        if(list_contains($items, 'risk'), c.risk, null) as risk,
        null::varchar as reason,
        1 as contacts,
        0 as escalations
    from facts.fct_contact as c
    union all
    select
        e.day,
        if(list_contains($items, 'center'), e.center, null) as center,
        if(list_contains($items, 'team'), e.team, null) as team,
        if(list_contains($items, 'channel'), e.channel, null) as channel,
        if(list_contains($items, 'category'), e.category, null) as category,
        if(list_contains($items, 'subcategory'), e.subcategory, null) as subcategory,
        if(list_contains($items, 'product'), e.product, null) as product,
        if(list_contains($items, 'impact'), e.impact, null) as impact,
        if(list_contains($items, 'urgency'), e.urgency, null) as urgency,
        if(list_contains($items, 'risk'), e.risk, null) as risk,
        if(list_contains($items, 'reason'), e.reason, null) as reason,
        0 as contacts,
        1 as escalations
    from facts.fct_escalation as e
)

select
    m.* exclude (contacts, escalations),  -- noqa: RF02
    sum(m.contacts)::bigint as contacts,
    sum(m.escalations)::bigint as escalations
from met as m
group by all
