-- fact:   facts.agg_operator_group
-- grain:  one row per week, center, rule or category of like cases, and operator
-- key:    none
-- source: facts.fct_contact, stage.contact_stamp
-- notes:  contacts are alike that match the same rule, else of the same category and subcategory.
--         Whoever acts first handles a contact. Operators are numbered anew, in no order, within
--         each kind of like cases: a number means nobody elsewhere. It is NULL without an operator
--         on record. Lists of escalations are left out: everybody escalates all of theirs.

with handled as (
    select
        c.week_start,
        c.center,
        c.category,
        c.subcategory,
        c.matched_rule_id as rule_id,
        coalesce(
            c.matched_rule_id, c.category || '/' || c.subcategory, c.category
        ) as like_case,
        s.handler as operator,
        count(*)::bigint as contact_count,
        (count(*) filter (where c.is_escalated))::bigint as escalated_count
    from facts.fct_contact as c
    inner join stage.contact_stamp as s on c.contact_id = s.contact_id
    where c.is_from_escalation_list is not true
    group by all
),

numbered as (
    select
        p.like_case,
        p.operator,
        row_number() over (
            partition by p.like_case order by md5(coalesce(p.like_case, '') || p.operator)
        ) as operator_number
    from (
        select distinct
            h.like_case,
            h.operator
        from handled as h
        where h.operator is not null
    ) as p
)

select
    h.week_start,
    h.center,
    h.category,
    h.subcategory,
    h.rule_id,
    h.like_case,
    h.contact_count,
    h.escalated_count,
    n.operator_number
from handled as h
left join numbered as n
    on h.operator = n.operator and h.like_case is not distinct from n.like_case
