-- scalar: has_rules()
-- gives:  whether there is a rule book at all; without one "no rule" says nothing

select count(*) > 0
from warehouse.facts.dim_rule
