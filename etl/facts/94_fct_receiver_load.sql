-- fact:   facts.fct_receiver_load
-- grain:  one row per center, role asked and local hour in which the center was at work
-- key:    center, target, day, hour
-- source: stage.role_hour, stage.role_busy, stage.role_duty, stage.hop_load, stage.quarter
-- notes:  a role is NULL where it is not known who was asked; such hops are counted and no more.
--         The seconds are NULL for a role none of whose hops is timed. Receivers are NULL for a
--         role of which nobody is on record, and none in an hour in which nobody was on duty.

with asked as (
    select
        l.center,
        l.target,
        q.day,
        q.week_start,
        q.weekday,
        q.hour,
        count(*)::integer as asked_count,
        count(l.until_us)::integer as timed_count
    from stage.hop_load as l
    inner join stage.quarter as q on l.raised_us // 900000000 = q.quarter
    group by all
),

on_record as (
    select distinct
        d.center,
        d.target
    from stage.role_duty as d
)

select
    h.day,
    h.week_start,
    h.weekday,
    h.hour,
    make_timestamptz(h.start_us) as hour_start,
    h.center,
    h.target,
    if(h.is_timed, (h.stop_us - h.start_us) // 1000000, null) as work_seconds,
    if(h.is_timed, coalesce(b.busy_seconds, 0), null) as busy_seconds,
    b.peak_open,
    b.carried_count,
    coalesce(a.asked_count, 0) as asked_count,
    coalesce(a.timed_count, 0) as timed_count,
    if(o.target is null, null, coalesce(d.receiver_count, 0)) as receiver_count,
    if(o.target is null, null, coalesce(d.receiver_mask, 0::hugeint)) as receiver_mask
from stage.role_hour as h
left join asked as a
    on
        h.center is not distinct from a.center
        and h.target = a.target
        and h.day = a.day
        and h.hour = a.hour
left join stage.role_busy as b
    on
        h.center is not distinct from b.center
        and h.target = b.target
        and h.day = b.day
        and h.hour = b.hour
left join stage.role_duty as d
    on
        h.center is not distinct from d.center
        and h.target = d.target
        and h.day = d.day
        and h.hour = d.hour
left join on_record as o on h.center is not distinct from o.center and h.target = o.target
union all
select
    a.day,
    a.week_start,
    a.weekday,
    a.hour,
    null as hour_start,
    a.center,
    null as target,
    null as work_seconds,
    null as busy_seconds,
    null as peak_open,
    null as carried_count,
    a.asked_count,
    a.timed_count,
    null as receiver_count,
    null as receiver_mask
from asked as a
where a.target is null
