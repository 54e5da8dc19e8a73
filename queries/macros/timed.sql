-- table: ${fact}_timed(asked, grain, duration)
-- gives: per group, how many durations are known; the cheap half of time_until, for counting people

select
    columns($grain),
    count(d.seconds) as denominator
from ${fact}_duration($asked, $duration) as d
group by all
