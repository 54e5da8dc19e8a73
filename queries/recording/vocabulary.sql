-- recording: what the form offers that hangs on the center: roles to ask, rules, items asked again
-- gives:     kind (role, rule, slot), code, title, often: how often it is on record
-- params:    none
-- source:    facts.fct_escalation, facts.dim_rule, facts.fct_question
-- notes:     a role is whoever is asked upwards or at a level unknown; nothing tells of a person

with offered as (
    select
        'role' as kind,
        e.target as code,
        null as title,
        count(*) as often
    from warehouse.facts.fct_escalation as e
    where e.target is not null and e.direction is distinct from 'down'
    group by e.target
    union all
    select
        'rule' as kind,
        r.rule_id as code,
        r.title,
        0 as often
    from warehouse.facts.dim_rule as r
    where not r.is_implied and r.status = 'active'
    union all
    select
        'slot' as kind,
        q.slot as code,
        null as title,
        count(*) as often
    from warehouse.facts.fct_question as q
    where q.slot is not null
    group by q.slot
)

select
    o.kind,
    o.code,
    o.title,
    o.often
from offered as o
order by o.kind asc, o.often desc, o.code asc
