-- fact:   stage.rule_epoch
-- grain:  one row per rule version and rule epoch in which it was in force
-- key:    rule_id, rule_epoch
-- source: stage.quarter, facts.dim_rule_version

with epoch as (
    select
        q.rule_epoch,
        make_timestamptz(max(q.quarter) * 900000000) as last_start
    from stage.quarter as q
    group by q.rule_epoch
)

select
    v.rule_id,
    e.rule_epoch,
    v.rule_version_id,
    v.level,
    v.mode,
    v.limit_seconds,
    v.limit_clock
from facts.dim_rule_version as v
inner join epoch as e
    on
        v.valid_from <= e.last_start
        and (v.valid_to is null or v.valid_to > e.last_start)
