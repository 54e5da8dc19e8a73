-- table: ${fact}_time_until(asked, grain, duration, wanted)
-- gives: per group, when the wanted end comes (Aalen-Johansen); see queries/macros/README.md

-- One pass over the fact, read twice below, while `plain` is read once and so works out only what
-- is asked; the wanted ends are kept as a list, on which every percentile is taken.
with ended as materialized (
    select
        columns($grain),
        count(d.seconds) as total,
        count(d.seconds) filter (where d.is_expected) as recorded,
        count(*) filter (where d.is_expected) as cases,
        count(d.seconds) filter (where d.ended_by = 'open') as open_count,
        max(d.seconds) filter (where d.ended_by = $wanted)
        > min(d.seconds) filter (where d.ended_by = 'open') as is_censored,
        list(d.seconds) filter (where d.ended_by = $wanted and d.seconds is not null) as ends,
        if(regexp_matches('week_start', $grain), min(d.week_start), date '0001-01-01') as week
    from ${fact}_duration($asked, $duration) as d
    where d.is_expected or d.seconds is not null
    group by all
),

plain as (
    select
        struct_pack(*columns($grain)) as cell,
        e.total,
        e.recorded,
        e.cases,
        e.open_count,
        coalesce(len(e.ends), 0) as wanted_count,
        list_aggregate(e.ends, 'quantile_disc', [0.5, 0.9]) as of_those,
        list_aggregate(e.ends, 'quantile_cont', [0.5, 0.9]) as naive,
        list_avg(e.ends) as naive_mean,
        -- Whoever waits in vain keeps a place, behind all who do not.
        if(
            5 * wanted_count >= e.total,
            list_aggregate(
                list_resize(e.ends, e.total, 9223372036854775807),
                'quantile_disc', [0.2, 0.5, 0.9]
            ),
            null
        ) as of_all,
        len(list_filter(e.ends, lambda t: t <= 300)) as by_5min,
        len(list_filter(e.ends, lambda t: t <= 600)) as by_10min,
        len(list_filter(e.ends, lambda t: t <= 900)) as by_15min
    from ended as e
),

-- Only where an open case precedes a wanted end does censoring change the plain shares.
censored as (
    select c.*
    from
        ${fact}_censored($asked, $grain, $duration, $wanted, (
            select min(e.week)
            from ended as e
            where e.is_censored
        )) as c
)

select
    cell.*,  -- noqa: RF01
    p.wanted_count,
    p.total,
    p.open_count,
    coalesce(c.weight_sum, p.wanted_count) as wanted_sum,
    coalesce(c.by_5min, p.by_5min, 0) as by_5min,
    coalesce(c.by_10min, p.by_10min, 0) as by_10min,
    coalesce(c.by_15min, p.by_15min, 0) as by_15min,
    coalesce(c.p20_of_all, nullif(p.of_all[1], 9223372036854775807)) as p20_of_all,
    coalesce(c.p50_of_all, nullif(p.of_all[2], 9223372036854775807)) as p50_of_all,
    coalesce(c.p90_of_all, nullif(p.of_all[3], 9223372036854775807)) as p90_of_all,
    coalesce(c.p50_of_those, p.of_those[1]) as p50_of_those,
    coalesce(c.p90_of_those, p.of_those[2]) as p90_of_those,
    p.naive[1] as naive_p50,
    p.naive[2] as naive_p90,
    p.naive_mean,
    p.recorded,
    p.cases
from plain as p
left join censored as c on p.cell is not distinct from c.grain
