-- read:   the route of one version of a rule
-- gives:  its steps in order
-- source: facts.dim_rule_route

select
    w.step,
    w.target,
    w.means,
    w.wait_seconds,
    w.weekdays,
    w.hour_from,
    w.hour_to
from warehouse.facts.dim_rule_route as w
where w.rule_version_id = $rule_version_id
order by w.step
