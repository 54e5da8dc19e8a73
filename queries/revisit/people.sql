-- evidence: people behind a rule
-- gives:    per rule, how many different people escalated; NULL where nobody is on record
-- source:   facts.fct_escalation

select
    e.rule_id,
    any_value(e.category) as category,
    bool_or(e.rule_basis = 'implied') as is_implied,
    nullif(count(distinct e.actor_key), 0) as people
from asked_escalation($asked) as e
where e.rule_id is not null
group by e.rule_id
order by e.rule_id asc
