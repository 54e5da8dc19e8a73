-- table: ${fact}_censored_curve(asked, grain, duration, wanted, first_week)
-- gives: per group and second, what each wanted end there weighs: 1 / share not yet censored; with
--        ties, an end comes before a censoring. From first_week on; none without one.

with at_second as (
    select
        struct_pack(*columns($grain)) as grain,
        d.seconds,
        count(*) as end_count,
        count(*) filter (where d.ended_by = $wanted) as wanted_count,
        count(*) filter (where d.ended_by = 'open') as open_count
    from ${fact}_duration($asked, $duration) as d
    where d.seconds is not null and d.week_start >= $first_week
    group by all
),

at_risk as (
    select
        s.*,
        sum(s.end_count) over (partition by s.grain order by s.seconds desc) as risk_count
    from at_second as s
),

weighted as (
    select
        r.grain,
        r.seconds,
        max(r.risk_count) over (partition by r.grain) as total,
        r.wanted_count / coalesce(product(
            if(r.open_count = 0, 1, 1 - r.open_count / (r.risk_count - r.end_count + r.open_count))
        ) over (
            partition by r.grain order by r.seconds
            rows between unbounded preceding and 1 preceding
        ), 1) as weight
    from at_risk as r
)

select
    w.grain,
    w.seconds,
    w.total,
    w.weight,
    sum(w.weight) over (partition by w.grain order by w.seconds) as weight_so_far,
    sum(w.weight) over (partition by w.grain) as weight_sum
from weighted as w
where w.weight > 0
