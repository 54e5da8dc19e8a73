-- read:   how far the log agrees with the numbers counted elsewhere, over one week
-- gives:  one row: counted elsewhere, and in the log for the same days and centers; both NULL
--         where nothing was counted
-- source: facts.agg_contact_day, facts.fct_contact

with counted as (
    select
        d.day,
        d.center,
        sum(d.contacts) as counted_contacts
    from warehouse.facts.agg_contact_day as d
    where
        d.source = 'counts'
        and d.day >= $start::date
        and d.day < $stop::date
    group by d.day, d.center
),

logged as (
    select
        c.day,
        c.center,
        count(*) as logged_contacts
    from warehouse.facts.fct_contact as c
    group by c.day, c.center
)

select
    sum(t.counted_contacts)::bigint as counted_contacts,
    sum(coalesce(l.logged_contacts, 0))::bigint as logged_contacts
from counted as t
left join logged as l on t.day = l.day and t.center is not distinct from l.center
