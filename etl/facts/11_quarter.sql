-- fact:   stage.quarter
-- grain:  one row per quarter of an hour that the log touches
-- key:    quarter
-- source: stage.event, facts.dim_rule_version
-- notes:  local dates and the rule epoch are read off here by an equi-join, so that a time zone is
--         reckoned with a few ten thousand times and not once per event. A rule epoch is a span in
--         which no rule version begins or ends.

with boundary as (
    select v.valid_from as changed_at
    from facts.dim_rule_version as v
    union
    select v.valid_to
    from facts.dim_rule_version as v
    where v.valid_to is not null
),

span as (
    select
        min(e.occurred_us) // 900000000 as first_quarter,
        max(e.occurred_us) // 900000000 as last_quarter
    from stage.event as e
),

quarter as (
    select unnest(range(s.first_quarter, s.last_quarter + 1)) as quarter
    from span as s
),

local_quarter as (
    select
        q.quarter,
        make_timestamptz(q.quarter * 900000000) as starts_at,
        timezone(current_setting('TimeZone'), make_timestamptz(q.quarter * 900000000))
            as local_start
    from quarter as q
),

epoch as (
    select
        q.quarter,
        count(b.changed_at) as rule_epoch
    from local_quarter as q
    left join boundary as b on q.starts_at >= b.changed_at
    group by q.quarter
)

select
    q.quarter,
    q.local_start::date as day,
    date_trunc('week', q.local_start)::date as week_start,
    isodow(q.local_start)::integer as weekday,
    extract('hour' from q.local_start)::integer as hour,
    e.rule_epoch::integer as rule_epoch
from local_quarter as q
inner join epoch as e on q.quarter = e.quarter
