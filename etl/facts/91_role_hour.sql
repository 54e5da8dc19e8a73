-- fact:   stage.role_hour
-- grain:  one row per center, role asked and local hour in which the center was at work
-- key:    center, target, day, hour
-- source: stage.hop_load, stage.quarter, facts.fct_contact, facts.fct_escalation
-- notes:  a center is at work in an hour in which it takes a contact or asks somebody. A role
--         counts from when it is first asked until it is last busy. is_timed: any of its hops is
--         timed, so that an idle hour is known to be idle.

with hour as (
    select
        q.day,
        q.week_start,
        q.weekday,
        q.hour,
        min(q.quarter) * 900000000 as start_us,
        (max(q.quarter) + 1) * 900000000 as stop_us
    from stage.quarter as q
    group by all
),

work as (
    select distinct
        c.center,
        c.day,
        c.hour
    from facts.fct_contact as c
    union
    select distinct
        e.center,
        e.day,
        e.hour
    from facts.fct_escalation as e
),

role as (
    select
        l.center,
        l.target,
        min(l.raised_us) as first_us,
        max(greatest(l.raised_us, l.until_us)) as last_us,
        count(l.until_us) > 0 as is_timed
    from stage.hop_load as l
    where l.target is not null
    group by all
)

select
    r.center,
    r.target,
    h.day,
    h.week_start,
    h.weekday,
    h.hour,
    h.start_us,
    h.stop_us,
    r.is_timed
from role as r
inner join work as w on r.center is not distinct from w.center
inner join hour as h on w.day = h.day and w.hour = h.hour
where h.stop_us > r.first_us and h.start_us <= r.last_us
