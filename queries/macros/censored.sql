-- table: ${fact}_censored(asked, grain, duration, wanted, first_week)
-- gives: per group, the sums over the censored curve that time_until needs

select
    c.grain,
    c.weight_sum,
    coalesce(sum(c.weight) filter (where c.seconds <= 300), 0) as by_5min,
    coalesce(sum(c.weight) filter (where c.seconds <= 600), 0) as by_10min,
    coalesce(sum(c.weight) filter (where c.seconds <= 900), 0) as by_15min,
    -- Less 1e-12, so that rounding does not push a tie to the next time.
    min(c.seconds) filter (where c.weight_so_far >= 0.2 * c.total * (1 - 1e-12)) as p20_of_all,
    min(c.seconds) filter (where c.weight_so_far >= 0.5 * c.total * (1 - 1e-12)) as p50_of_all,
    min(c.seconds) filter (where c.weight_so_far >= 0.9 * c.total * (1 - 1e-12)) as p90_of_all,
    min(c.seconds) filter (where c.weight_so_far >= 0.5 * c.weight_sum * (1 - 1e-12))
        as p50_of_those,
    min(c.seconds) filter (where c.weight_so_far >= 0.9 * c.weight_sum * (1 - 1e-12))
        as p90_of_those
from ${fact}_censored_curve($asked, $grain, $duration, $wanted, $first_week) as c
group by all
