-- fact:   stage.build
-- grain:  one row: as of when the facts are built
-- key:    none
-- source: stage.build_setting, stage.event, facts.dim_amount_band
-- notes:  as of the last event, unless told otherwise; open cases are censored there. Its stamp
--         comes after every event of the same millisecond.

with last_event as (
    select max(e.occurred_us) as last_us
    from stage.event as e
),

amounts as (
    select list(d.amount_band) as amount_bands
    from facts.dim_amount_band as d
)

select
    coalesce(s.as_of_us, e.last_us, 0) as as_of_us,
    (coalesce(s.as_of_us, e.last_us, 0) // 1000 * 1000000 + 999999) * 2 as as_of_stamp,
    s.over_by_outcome_us,
    a.amount_bands
from stage.build_setting as s
cross join last_event as e
cross join amounts as a
