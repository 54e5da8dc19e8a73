-- fact:   stage.clock
-- grain:  one row per center and quarter of an hour
-- key:    center, quarter
-- source: stage.contact_event, facts.dim_calendar
-- notes:  a center without hours of its own keeps those of '*'; no calendar, no business clock

with center as (
    select distinct coalesce(c.center, '*') as center
    from stage.contact_event as c
),

own_calendar as (
    select distinct d.center
    from facts.dim_calendar as d
),

calendar_of_center as (
    select
        c.center,
        coalesce(own.center, '*') as calendar
    from center as c
    left join own_calendar as own on c.center = own.center
)

select
    c.center,
    epoch_us(d.quarter_start) // 900000000 as quarter,
    d.open_before,
    d.open_seconds,
    d.open_from
from calendar_of_center as c
inner join facts.dim_calendar as d on c.calendar = d.center
