-- read:   weeks on record, newest first
-- gives:  is_running: the record stops before the week ends; is_final: seven days have followed it
-- source: facts.fct_contact, facts.agg_contact_day, meta.build
-- notes:  a load made after the week, with a record up to Friday or later, counts as a whole week

with moment as (
    select
        b.as_of::date as as_of_date,
        b.built_at::date as built_date
    from warehouse.meta.build as b
),

week as (
    select c.week_start from warehouse.facts.fct_contact as c
    union
    select d.week_start from warehouse.facts.agg_contact_day as d
)

select
    w.week_start,
    m.as_of_date < w.week_start + 4
    or (m.as_of_date < w.week_start + 6 and m.built_date < w.week_start + 7) as is_running,
    m.as_of_date >= w.week_start + 13 as is_final
from week as w
cross join moment as m
where w.week_start is not null
order by w.week_start desc
