-- table: ${fact}_time_until(asked, grain, duration, wanted)
-- gives: per group, when the wanted end comes (Aalen-Johansen): other ends compete, open cases are
--        censored. The form used here and why it is fast: queries/macros/README.md.

with everything as (
    select
        struct_pack(*columns($grain)) as cell,
        count(d.seconds) as total,
        count(d.seconds) filter (where d.is_expected) as recorded,
        count(*) filter (where d.is_expected) as cases
    from ${fact}_duration($asked, $duration) as d
    where d.is_expected or d.seconds is not null
    group by all
),

open_end as (
    select
        struct_pack(*columns($grain)) as grain,
        count(d.seconds) as open_count,
        min(d.seconds) as first_open
    from ${fact}_duration($asked, $duration) as d
    where d.ended_by = 'open'
    group by all
),

wanted_end as (
    select
        struct_pack(*columns($grain)) as grain,
        count(d.seconds) as wanted_count,
        count(d.seconds) filter (where d.seconds <= 300) as by_5min,
        count(d.seconds) filter (where d.seconds <= 600) as by_10min,
        count(d.seconds) filter (where d.seconds <= 900) as by_15min,
        quantile_disc(d.seconds, [0.5, 0.9]) as p50_p90,
        quantile_cont(d.seconds, [0.5, 0.9]) as naive_p50_p90,
        avg(d.seconds) as naive_mean,
        max(d.seconds) as last_wanted,
        if(regexp_matches('week_start', $grain), min(d.week_start), date '0001-01-01') as week
    from ${fact}_duration($asked, $duration) as d
    where d.ended_by = $wanted
    group by all
),

-- Only where an open case precedes a wanted end does censoring change the plain shares.
censored as (
    select c.*
    from
        ${fact}_censored($asked, $grain, $duration, $wanted, (
            select min(w.week)
            from open_end as o
            inner join wanted_end as w on o.grain is not distinct from w.grain
            where o.first_open < w.last_wanted
        )) as c
)

select
    cell.*,  -- noqa: RF01
    coalesce(w.wanted_count, 0) as wanted_count,
    v.total,
    coalesce(o.open_count, 0) as open_count,
    coalesce(c.weight_sum, w.wanted_count, 0) as wanted_sum,
    coalesce(c.by_5min, w.by_5min, 0) as by_5min,
    coalesce(c.by_10min, w.by_10min, 0) as by_10min,
    coalesce(c.by_15min, w.by_15min, 0) as by_15min,
    coalesce(c.p50, w.p50_p90[1]) as p50,
    coalesce(c.p90, w.p50_p90[2]) as p90,
    w.naive_p50_p90[1] as naive_p50,
    w.naive_p50_p90[2] as naive_p90,
    w.naive_mean,
    v.recorded,
    v.cases
from everything as v
left join open_end as o on v.cell is not distinct from o.grain
left join wanted_end as w on v.cell is not distinct from w.grain
left join censored as c on v.cell is not distinct from c.grain
