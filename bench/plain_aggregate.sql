select
    t.week_start,
    count(*) as row_count,
    sum(t.{summed}) as total
from warehouse.facts.{table} as t
group by t.week_start
