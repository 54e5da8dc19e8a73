-- read:   what each rule is called
-- gives:  rule_id, title, is_implied
-- source: facts.dim_rule

select
    r.rule_id,
    r.title,
    r.is_implied
from warehouse.facts.dim_rule as r
order by r.rule_id
