-- read:   the condition of one version of a rule, as a machine reads it
-- gives:  one row per test; within a branch all hold, of the branches one
-- source: facts.dim_rule_condition

select
    c.branch,
    c.item,
    c.comparison,
    c.value
from warehouse.facts.dim_rule_condition as c
where c.rule_version_id = $rule_version_id
order by c.branch, c.item
