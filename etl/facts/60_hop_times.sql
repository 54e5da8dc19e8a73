-- fact:   stage.hop_times
-- grain:  one row per hop
-- key:    contact_id, hop
-- source: stage.hop, stage.hop_summary, stage.hop_end, stage.contact_event, stage.build,
--         stage.recorded
-- notes:  each clock stops at the first of its ends; a hop still waiting is censored at as_of. At
--         equal stamps the wanted end wins.

with ended as (
    select
        h.contact_id,
        h.hop,
        h.raised_us,
        s.reached_us,
        s.accepted_us,
        x.resolved_us,
        x.abandoned_us,
        c.opened_us,
        c.first_triggered_us,
        c.question_record_count,
        b.as_of_us,
        h.is_exact and coalesce(c.is_opened_exact, true) as is_opening_exact,
        coalesce(least(h.left_us, x.abandoned_us, x.resolved_us), b.as_of_us) as other_us,
        least(
            s.reached_us, h.left_us, x.abandoned_us, x.resolved_us, b.as_of_us
        ) as reach_us,
        least(
            s.accepted_us, h.left_us, x.abandoned_us, x.resolved_us, b.as_of_us
        ) as accept_us,
        least(x.resolved_us, x.abandoned_us, b.as_of_us) as resolve_us,
        case
            when h.left_us <= least(x.abandoned_us, x.resolved_us, b.as_of_us) then 'left'
            when x.abandoned_us <= least(x.resolved_us, b.as_of_us) then 'abandoned'
            when x.resolved_us <= b.as_of_us then 'resolved'
            else 'open'
        end as other_end
    from stage.hop as h
    inner join stage.contact_event as c on h.contact_id = c.contact_id
    left join stage.hop_summary as s on h.contact_id = s.contact_id and h.hop = s.hop
    left join stage.hop_end as x on h.contact_id = x.contact_id and h.hop = x.hop
    cross join stage.build as b
)

select
    e.contact_id,
    e.hop,
    e.raised_us,
    e.opened_us,
    e.first_triggered_us,
    e.question_record_count,
    e.is_opening_exact,
    e.reach_us,
    e.accept_us,
    e.resolve_us,
    case
        when not (r.has_attempt or r.has_acceptance) then null
        when e.reached_us <= e.other_us then 'answered'
        else e.other_end
    end as reach_end_kind,
    case
        when not r.has_acceptance then null
        when e.accepted_us <= e.other_us then 'accepted'
        else e.other_end
    end as accept_end_kind,
    case
        when e.resolved_us <= least(e.abandoned_us, e.as_of_us) then 'resolved'
        when e.abandoned_us <= e.as_of_us then 'abandoned'
        else 'open'
    end as resolve_end_kind,
    case
        when r.has_abandonment
            then
                e.abandoned_us is not null
                and e.abandoned_us < coalesce(e.accepted_us, e.abandoned_us + 1)
                and e.other_end = 'abandoned'
    end as is_lost_waiting
from ended as e
cross join stage.recorded as r
