-- fact:   stage.hop_priority
-- grain:  one row per hop
-- key:    contact_id, hop
-- source: stage.hop, stage.hop_rule, stage.hop_times, stage.recorded
-- notes:  out of turn is a hop accepted while one of higher risk, raised no later for the same
--         target of the same center, was still waiting; the risk is the one assessed when each was
--         raised. NULL where it was not accepted, no risk can be higher, or the role, the risk or a
--         time is not known. Another whose risk or time is not known has no place in the order.

with ranked as (
    select
        h.contact_id,
        h.hop,
        r.center,
        h.target,
        h.raised_us,
        t.accept_us,
        t.accept_end,
        is_own(h.raised_stamp) and is_own(t.accept_stamp) as is_timed,
        -- 1 is the lowest.
        nullif(list_position(['low', 'medium', 'high', 'very_high'], r.risk), 0) as risk_rank
    from stage.hop as h
    inner join stage.hop_rule as r on h.contact_id = r.contact_id and h.hop = r.hop
    inner join stage.hop_times as t on h.contact_id = t.contact_id and h.hop = t.hop
),

queued as (
    select
        k.*,
        max(k.accept_us) filter (where k.is_timed and k.risk_rank >= 2) over raised as waiting_2,
        max(k.accept_us) filter (where k.is_timed and k.risk_rank >= 3) over raised as waiting_3,
        max(k.accept_us) filter (where k.is_timed and k.risk_rank >= 4) over raised as waiting_4
    from ranked as k
    -- Up to and with all that were raised at the same moment.
    window raised as (partition by k.center, k.target order by k.raised_us)
)

select
    q.contact_id,
    q.hop,
    case
        when
            d.has_acceptance
            and q.is_timed
            and q.accept_end = 'accepted'
            and q.target is not null
            and q.risk_rank < 4
            then coalesce(q.accept_us < case q.risk_rank
                when 1 then q.waiting_2
                when 2 then q.waiting_3
                when 3 then q.waiting_4
            end, false)
    end as is_out_of_turn
from queued as q
cross join stage.recorded as d
