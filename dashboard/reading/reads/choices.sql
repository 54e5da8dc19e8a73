-- read:   what the filters offer
-- gives:  name of the filter, choice, contacts; most contacts first
-- source: facts.agg_contact_day

with handled as (
    select
        sum(d.contacts) as contacts,
        unnest(['center', 'team', 'channel', 'category']) as filter_name,
        unnest([d.center, d.team, d.channel, d.category]) as choice
    from warehouse.facts.agg_contact_day as d
    group by d.center, d.team, d.channel, d.category
)

select
    h.filter_name,
    h.choice,
    sum(h.contacts)::bigint as contacts
from handled as h
where h.choice is not null
group by all
order by h.filter_name asc, contacts desc, h.choice asc
