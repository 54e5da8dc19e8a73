-- The whole curve, as time_until sums it up.

select
    c.seconds,
    c.weight_so_far
from contact_censored_curve($asked, $grain, 'time_to_escalate', $wanted, date '0001-01-01') as c
order by c.seconds
