-- check: a key of a model that has several rows
-- gives: the key with the most rows and how many rows it has; no row where the key is unique

select
    columns($key),
    count(*) as row_count
from query_table($model)
group by all
having row_count > 1
order by row_count desc
limit 1
