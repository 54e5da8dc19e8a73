-- fact:   meta.source
-- grain:  one row per kind of event on record
-- key:    event
-- source: stage.event
-- notes:  what is not listed here is not recorded, which is not the same as never happened

select
    e.event,
    count(*) as event_count,
    make_timestamptz(min(e.occurred_us)) as first_at,
    make_timestamptz(max(e.occurred_us)) as last_at
from stage.event as e
group by e.event
