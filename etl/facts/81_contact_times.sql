-- fact:   stage.contact_times
-- grain:  one row per contact
-- key:    contact_id
-- kind:   view
-- source: stage.contact_event, stage.contact_hop, stage.build
-- notes:  the clock from opening, and the one from the first trigger, stop at the first end; so
--         does the one from a demand for a superior. This model and the next two are views, so that
--         contacts are joined in one pass.

with ended as (
    select
        c.*,
        h.* exclude (contact_id),  -- noqa: RF02
        least(h.escalated_stamp, c.ended_stamp, c.abandoned_stamp, b.as_of_stamp) as end_stamp,
        least(c.assessed_stamp, c.ended_stamp, c.abandoned_stamp, b.as_of_stamp) as assess_stamp,
        -- A closure stands in only where neither a resolution nor a departure is on record.
        coalesce(least(c.resolved_stamp, c.abandoned_stamp), c.closed_stamp, b.as_of_stamp)
            as resolve_stamp
    from stage.contact_event as c
    left join stage.contact_hop as h on c.contact_id = h.contact_id
    cross join stage.build as b
)

select
    e.*,
    moment_us(e.escalated_stamp) as first_escalated_us,
    moment_us(e.end_stamp) as end_us,
    moment_us(e.resolve_stamp) as resolve_us,
    moment_us(e.assess_stamp) as assess_us,
    case e.end_stamp
        when e.escalated_stamp then 'escalated'
        when e.ended_stamp then 'resolved'
        when e.abandoned_stamp then 'abandoned'
        else 'open'
    end as escalate_end_kind,
    case e.assess_stamp
        when e.assessed_stamp then 'assessed'
        when e.ended_stamp then 'resolved'
        when e.abandoned_stamp then 'abandoned'
        else 'open'
    end as assess_end_kind
from ended as e
