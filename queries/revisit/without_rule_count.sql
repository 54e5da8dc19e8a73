-- evidence: how many escalations no rule names or matches
-- gives:    one row: n
-- params:   start DATE, stop DATE
-- source:   facts.fct_escalation

select count(*) as n
from warehouse.facts.fct_escalation as e
where
    e.rule_basis = 'none'
    and e.day >= $start::date
    and e.day < $stop::date
