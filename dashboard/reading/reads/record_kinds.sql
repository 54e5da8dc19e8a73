-- read:   kinds of event on record
-- gives:  event, event_count, first_at, last_at (on the center's clock, as text)
-- source: meta.source

select
    s.event,
    s.event_count,
    strftime(s.first_at, '%Y/%m/%d') as first_at,
    strftime(s.last_at, '%Y/%m/%d') as last_at
from warehouse.meta.source as s
order by s.event_count desc, s.event asc
