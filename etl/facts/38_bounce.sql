-- fact:   stage.bounce
-- grain:  one row per change of owner between known teams, by take-over
-- key:    contact_id, hop
-- source: stage.hop
-- notes:  equal neighbours are collapsed. Direct: A, B, A. Indirect: back at A after two or more
--         others in between.

with takeover as (
    select
        h.contact_id,
        h.hop,
        h.team,
        h.target
    from stage.hop as h
    where h.mode = 'takeover'
),

owner as (
    select
        t.contact_id,
        t.hop,
        0 as half,
        t.team as owner
    from takeover as t
    where t.team is not null
    union all
    select
        t.contact_id,
        t.hop,
        1 as half,
        t.target
    from takeover as t
    where t.target is not null
),

neighbour as (
    select
        o.*,
        lag(o.owner) over ordered as previous_owner
    from owner as o
    window ordered as (partition by o.contact_id order by o.hop, o.half)
),

collapsed as (
    select
        n.contact_id,
        n.hop,
        n.half,
        n.owner,
        row_number() over ordered as position
    from neighbour as n
    where n.previous_owner is distinct from n.owner
    window ordered as (partition by n.contact_id order by n.hop, n.half)
),

visited as (
    select
        c.*,
        lag(c.position) over (
            partition by c.contact_id, c.owner
            order by c.position
        ) as last_position
    from collapsed as c
)

select
    v.contact_id,
    v.hop,
    count(*) filter (where v.position - v.last_position = 2) as direct_count,
    count(*) filter (where v.position - v.last_position > 2) as indirect_count
from visited as v
where v.last_position is not null
group by v.contact_id, v.hop
