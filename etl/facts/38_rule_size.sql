-- fact:   stage.rule_size
-- grain:  one row per rule version
-- key:    rule_version_id
-- source: facts.dim_rule_version, facts.dim_rule_condition, facts.dim_rule_route
-- notes:  how much there is to read: a condition that is only in words is not counted but unknown,
--         a rule without a route has no steps, and one step with several hours is one

with condition as (
    select
        c.rule_version_id,
        count(*) as condition_count,
        count(distinct c.branch) as branch_count
    from facts.dim_rule_condition as c
    group by c.rule_version_id
),

route as (
    select
        r.rule_version_id,
        count(distinct r.step) as step_count
    from facts.dim_rule_route as r
    group by r.rule_version_id
)

select
    v.rule_version_id,
    c.condition_count::integer as rule_condition_count,
    c.branch_count::integer as rule_branch_count,
    coalesce(r.step_count, 0)::integer as rule_step_count
from facts.dim_rule_version as v
left join condition as c on v.rule_version_id = c.rule_version_id
left join route as r on v.rule_version_id = r.rule_version_id
