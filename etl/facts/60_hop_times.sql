-- fact:   stage.hop_times
-- grain:  one row per hop
-- key:    contact_id, hop
-- source: stage.hop, stage.hop_summary, stage.hop_end, stage.contact_event, stage.build
-- notes:  each clock stops at the first of its ends; a hop still waiting is censored at as_of. At
--         equal stamps the wanted end wins. The center is the sender's, and beside it the target's
--         where the acceptance names one.

with ended as (
    select
        h.contact_id,
        h.hop,
        h.raised_us,
        h.is_exact,
        h.left_us,
        h.is_left_exact,
        s.reached_us,
        s.is_reached_exact,
        s.accepted_us,
        s.is_accepted_exact,
        x.resolved_us,
        x.is_resolved_exact,
        x.abandoned_us,
        x.is_abandoned_exact,
        c.opened_us,
        c.is_opened_exact,
        c.first_triggered_us,
        c.is_trigger_exact,
        c.question_record_count,
        b.as_of_us,
        coalesce(h.center, c.center, '*') as center,
        coalesce(s.accepted_center, h.center, c.center, '*') as target_center,
        case
            when h.left_us <= least(x.abandoned_us, x.resolved_us, b.as_of_us) then 'left'
            when x.abandoned_us <= least(x.resolved_us, b.as_of_us) then 'abandoned'
            when x.resolved_us <= b.as_of_us then 'resolved'
            else 'open'
        end as other_end,
        least(h.left_us, x.abandoned_us, x.resolved_us, b.as_of_us) as other_us
    from stage.hop as h
    inner join stage.contact_event as c on h.contact_id = c.contact_id
    left join stage.hop_summary as s on h.contact_id = s.contact_id and h.hop = s.hop
    left join stage.hop_end as x on h.contact_id = x.contact_id and h.hop = x.hop
    cross join stage.build as b
)

select
    e.*,
    case e.other_end
        when 'left' then e.is_left_exact
        when 'abandoned' then e.is_abandoned_exact
        when 'resolved' then e.is_resolved_exact
        else true
    end as is_other_exact,
    coalesce(e.reached_us <= e.other_us, false) as is_reached,
    coalesce(e.accepted_us <= e.other_us, false) as is_accepted,
    least(e.reached_us, e.other_us) as reach_us,
    least(e.accepted_us, e.other_us) as accept_us,
    least(e.resolved_us, e.abandoned_us, e.as_of_us) as resolve_us,
    case
        when e.resolved_us <= least(e.abandoned_us, e.as_of_us) then 'resolved'
        when e.abandoned_us <= e.as_of_us then 'abandoned'
        else 'open'
    end as resolve_end_kind
from ended as e
