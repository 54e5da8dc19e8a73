-- evidence: the item asked again most often
-- gives:    per rule, week and item, how often it was asked again
-- source:   facts.fct_question, facts.fct_escalation

select
    e.rule_id,
    e.week_start,
    q.slot,
    count(*) as repeats
from asked_escalation($asked) as e
inner join warehouse.facts.fct_question as q on e.escalation_id = q.escalation_id
where e.rule_id is not null and q.is_repeat
group by e.rule_id, e.week_start, q.slot
order by e.rule_id asc, e.week_start asc, q.slot asc
