-- read:   whether anybody is on record
-- gives:  one row
-- source: facts.fct_contact, facts.fct_escalation, facts.fct_question

with known as (
    select max(c.person_bit) as bit
    from warehouse.facts.fct_contact as c
    union all
    select max(coalesce(e.person_bit, e.receiver_bit)) as bit
    from warehouse.facts.fct_escalation as e
    union all
    select max(q.person_bit) as bit
    from warehouse.facts.fct_question as q
)

select count(k.bit) > 0 as is_anybody
from known as k
