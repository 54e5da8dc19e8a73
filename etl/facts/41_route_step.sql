-- fact:   stage.route_step
-- grain:  one row per step of a rule version's route, and per band of hours that it has
-- key:    none
-- source: facts.dim_rule_route
-- notes:  hours as minutes of the local day, past midnight above 1440; NULL is always open

select
    r.rule_version_id,
    r.step,
    r.target,
    r.means,
    string_split(r.weekdays, ',')::integer[] as weekdays,
    split_part(r.hour_from, ':', 1)::integer * 60 + split_part(r.hour_from, ':', 2)::integer
        as from_minute,
    split_part(r.hour_to, ':', 1)::integer * 60 + split_part(r.hour_to, ':', 2)::integer
        as to_minute
from facts.dim_rule_route as r
where r.step is not null
