-- fact:   stage.hop_times
-- grain:  one row per hop
-- key:    contact_id, hop
-- source: stage.hop, stage.hop_summary, stage.hop_end, stage.contact_event, stage.build
-- notes:  each clock stops at the first of its ends; a hop still waiting is censored at as_of. The
--         center is the sender's, and beside it the target's where the acceptance names one.

with ended as (
    select
        h.contact_id,
        h.hop,
        h.raised_stamp,
        h.raised_us,
        h.left_stamp,
        s.reached_stamp,
        s.accepted_stamp,
        x.resolved_stamp,
        x.abandoned_stamp,
        c.opened_us,
        c.is_opened_exact,
        c.trigger_stamp,
        c.first_triggered_us,
        coalesce(h.center, c.center, '*') as center,
        coalesce(s.accepted_center, h.center, c.center, '*') as target_center,
        least(h.left_stamp, x.abandoned_stamp, x.resolved_stamp, b.as_of_stamp) as other_stamp,
        least(x.resolved_stamp, x.abandoned_stamp, b.as_of_stamp) as resolve_stamp
    from stage.hop as h
    inner join stage.contact_event as c on h.contact_id = c.contact_id
    left join stage.hop_summary as s on h.contact_id = s.contact_id and h.hop = s.hop
    left join stage.hop_end as x on h.contact_id = x.contact_id and h.hop = x.hop
    cross join stage.build as b
),

raced as (
    select
        e.*,
        least(e.reached_stamp, e.other_stamp) as reach_stamp,
        least(e.accepted_stamp, e.other_stamp) as accept_stamp,
        case e.other_stamp
            when e.left_stamp then 'left'
            when e.abandoned_stamp then 'abandoned'
            when e.resolved_stamp then 'resolved'
            else 'open'
        end as other_end
    from ended as e
)

select
    r.*,
    moment_us(r.reach_stamp) as reach_us,
    moment_us(r.accept_stamp) as accept_us,
    moment_us(r.resolve_stamp) as resolve_us,
    if(r.reach_stamp = r.reached_stamp, 'answered', r.other_end) as reach_end,
    if(r.accept_stamp = r.accepted_stamp, 'accepted', r.other_end) as accept_end,
    case r.resolve_stamp
        when r.resolved_stamp then 'resolved'
        when r.abandoned_stamp then 'abandoned'
        else 'open'
    end as resolve_end_kind
from raced as r
