-- scalar: has_rules()
-- gives:  whether any rule is known at all, from the rule book or from escalations that name one;
--         without, "no rule" says nothing

with named_rule as (
    select e.rule_id
    from warehouse.facts.fct_escalation as e
    where e.rule_basis <> 'none'
    limit 1  -- noqa: AM09
),

known_rule as (
    select r.rule_id
    from warehouse.facts.dim_rule as r
    union all
    select n.rule_id
    from named_rule as n
)

select count(*) > 0
from known_rule
