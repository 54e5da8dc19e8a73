-- scalar: has_rule_book()
-- gives:  whether there are rules whose conditions contacts can be held against

select count(*) > 0
from warehouse.facts.dim_rule_version
