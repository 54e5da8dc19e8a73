-- table: route_link(asked)
-- gives: the links of routes: each escalation as one link from whoever was asked before it to
--        whoever it asks, and the last one of each contact once more as a link to how the contact
--        ended

with escalation as (
    select
        e.*,
        -- Whoever is asked on the first level is a desk: what counts is that it went back there.
        coalesce(
            if(p.target_level = 1, null, p.target),
            'level:' || p.target_level,
            'level:' || e.level
        ) as asked_before,
        coalesce(if(e.target_level = 1, null, e.target), 'level:' || e.target_level) as asked_now,
        n.contact_id is null as is_last
    from asked_escalation($asked) as e
    -- A route is followed beyond what is asked, so that its links keep both their ends.
    left join warehouse.facts.fct_escalation as p
        on e.contact_id = p.contact_id and e.hop = p.hop + 1
    left join warehouse.facts.fct_escalation as n
        on e.contact_id = n.contact_id and e.hop = n.hop - 1
),

link as (
    select
        h.*,
        h.asked_before as link_from,
        h.asked_now as link_to
    from escalation as h
    union all
    select
        h.*,
        h.asked_now as link_from,
        'end:' || coalesce(h.resolve_end_kind, 'open') as link_to
    from escalation as h
    where h.is_last
)

select l.*
from link as l
where
    is_asked_number(struct_extract($asked, 'hop'), l.hop)
    and is_asked(struct_extract($asked, 'link_from'), l.link_from)
    and is_asked(struct_extract($asked, 'link_to'), l.link_to)
