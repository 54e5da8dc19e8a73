-- fact:   stage.role_busy
-- grain:  one row per center, role and local hour of its work with a timed role
-- key:    center, target, day, hour
-- source: stage.hop_load, stage.role_hour, stage.quarter
-- notes:  a sweep over the moments at which the number open changes. The edges of each hour are
--         such moments, too, of no change, so that no stretch reaches from one hour into the next.

with change as (
    select
        l.center,
        l.target,
        unnest([l.raised_us, l.until_us]) as moment_us,
        unnest([1, -1]) as change
    from stage.hop_load as l
    where l.until_us is not null
    union all
    select
        h.center,
        h.target,
        unnest([h.start_us, h.stop_us]) as moment_us,
        0 as change
    from stage.role_hour as h
),

moment as (
    select
        c.center,
        c.target,
        c.moment_us,
        sum(c.change)::bigint as change
    from change as c
    group by all
),

stretch as (
    select
        m.*,
        sum(m.change) over ordered as open_count,
        lead(m.moment_us) over ordered as next_us
    from moment as m
    window ordered as (partition by m.center, m.target order by m.moment_us)
)

select
    s.center,
    s.target,
    q.day,
    q.hour,
    (sum(s.open_count * (s.next_us - s.moment_us)) // 1000000)::bigint as busy_seconds,
    max(s.open_count)::integer as peak_open,
    -- Open when the hour began: asked earlier, and still there.
    coalesce(any_value(s.open_count - s.change) filter (where s.moment_us = h.start_us), 0)::integer
        as carried_count
from stretch as s
inner join stage.quarter as q on s.moment_us // 900000000 = q.quarter
inner join stage.role_hour as h
    on
        s.center is not distinct from h.center
        and s.target = h.target
        and q.day = h.day
        and q.hour = h.hour
where s.next_us is not null and h.is_timed
group by all
