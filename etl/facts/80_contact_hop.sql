-- fact:   stage.contact_hop
-- grain:  one row per contact that was escalated
-- key:    contact_id
-- source: facts.fct_escalation, stage.hop, stage.bounce
-- notes:  an escalation counts towards the rate when it goes up, or when the log has no levels to
--         tell; escalation_basis says which

with bounced as (
    select
        b.contact_id,
        sum(b.direct_count)::integer as bounce_direct_count,
        sum(b.indirect_count)::integer as bounce_indirect_count
    from stage.bounce as b
    group by b.contact_id
),

summed as (
    select
        h.contact_id,
        count(*)::integer as hop_count,
        (count(*) filter (where h.direction = 'up'))::integer as up_hop_count,
        (count(*) filter (where h.mode = 'consult'))::integer as known_consult_count,
        (count(*) filter (where h.mode = 'takeover'))::integer as known_takeover_count,
        bool_and(h.mode is not null) as has_modes,
        bool_or(coalesce(h.direction = 'up', true)) as is_escalated,
        bool_and(h.direction is not null) as has_levels,
        min(h.raised_stamp) as first_raised_stamp,
        min(h.raised_stamp) filter (where coalesce(h.direction = 'up', true)) as escalated_stamp,
        max(h.target_level) as highest_target_level
    from stage.hop as h
    group by h.contact_id
),

counted as (
    select
        e.contact_id,
        sum(e.asked_again_count)::integer as asked_again_count,
        bool_or(e.is_lost_waiting) as is_lost_waiting
    from facts.fct_escalation as e
    group by e.contact_id
)

select
    s.*,
    c.asked_again_count,
    c.is_lost_waiting,
    -- None at all can be said only where every hop tells what it was.
    if(s.has_modes or s.known_consult_count > 0, s.known_consult_count, null) as consult_count,
    if(s.has_modes or s.known_takeover_count > 0, s.known_takeover_count, null) as takeover_count,
    if(s.has_modes or s.known_takeover_count > 0, coalesce(b.bounce_direct_count, 0), null)
        as bounce_direct_count,
    if(s.has_modes or s.known_takeover_count > 0, coalesce(b.bounce_indirect_count, 0), null)
        as bounce_indirect_count
from summed as s
left join bounced as b on s.contact_id = b.contact_id
left join counted as c on s.contact_id = c.contact_id
