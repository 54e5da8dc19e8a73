-- fact:   meta.build
-- grain:  one row: this build of the warehouse
-- key:    none
-- source: stage.build_setting, stage.build

select
    s.build_id,
    s.built_at,
    make_timestamptz(b.as_of_us) as as_of,
    s.time_zone,
    s.code_version
from stage.build_setting as s
cross join stage.build as b
