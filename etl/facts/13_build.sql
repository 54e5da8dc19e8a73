-- fact:   stage.build
-- grain:  one row: as of when the facts are built
-- key:    none
-- source: stage.build_setting, stage.event
-- notes:  as of the last event, unless told otherwise; open cases are censored there

with e as (select max(occurred_us) as last_us from stage.event)

select
    coalesce(s.as_of_us, e.last_us, 0) as as_of_us,
    s.over_by_outcome_us
from stage.build_setting as s
cross join e
