-- fact:   facts.agg_receiver_group
-- grain:  one row per week, center, rule or category of like cases, role asked, and receiver
-- key:    none
-- source: facts.fct_escalation, stage.hop_summary
-- notes:  escalations are alike that fall under the same rule, else of the same category and
--         subcategory. Whoever takes one up first receives it. Receivers are numbered anew, in no
--         order, within each kind of like cases: a number means nobody elsewhere. It is NULL
--         without a receiver on record.

with received as (
    select
        e.week_start,
        e.center,
        e.category,
        e.subcategory,
        e.rule_id,
        e.target,
        coalesce(e.rule_id, e.category || '/' || e.subcategory, e.category) as like_case,
        s.receiver,
        count(*)::bigint as escalation_count,
        count(e.is_over_by_receiver)::bigint as judged_count,
        (count(*) filter (where e.is_over_by_receiver))::bigint as could_have_stayed_count
    from facts.fct_escalation as e
    left join stage.hop_summary as s on e.contact_id = s.contact_id and e.hop = s.hop
    group by all
),

numbered as (
    select
        p.like_case,
        p.receiver,
        row_number() over (
            partition by p.like_case order by md5(coalesce(p.like_case, '') || p.receiver)
        ) as receiver_number
    from (
        select distinct
            r.like_case,
            r.receiver
        from received as r
        where r.receiver is not null
    ) as p
)

select
    r.week_start,
    r.center,
    r.category,
    r.subcategory,
    r.rule_id,
    r.target,
    r.like_case,
    r.escalation_count,
    r.judged_count,
    r.could_have_stayed_count,
    n.receiver_number
from received as r
left join numbered as n
    on r.receiver = n.receiver and r.like_case is not distinct from n.like_case
