-- fact:   stage.contact_times
-- grain:  one row per contact
-- key:    contact_id
-- kind:   view
-- source: stage.contact_event, stage.contact_hop, stage.build
-- notes:  the clock from opening, and the one from the first trigger, stop at the first end; at
--         equal stamps escalation wins over resolution, resolution over the customer's leaving.
--         This model and the next two are views, so that contacts are joined in one pass

with ended as (
    select
        c.*,
        h.* exclude (contact_id),  -- noqa: RF02
        least(h.first_escalated_us, c.ended_us, c.abandoned_us, b.as_of_us) as end_us,
        case
            when h.first_escalated_us <= least(c.ended_us, c.abandoned_us, b.as_of_us)
                then 'escalated'
            when c.ended_us <= least(c.abandoned_us, b.as_of_us) then 'resolved'
            when c.abandoned_us <= b.as_of_us then 'abandoned'
            else 'open'
        end as escalate_end_kind
    from stage.contact_event as c
    left join stage.contact_hop as h on c.contact_id = h.contact_id
    cross join stage.build as b
)

select
    e.*,
    case e.escalate_end_kind
        when 'escalated' then e.is_escalated_exact
        when 'resolved' then e.is_ended_exact
        when 'abandoned' then e.is_abandoned_exact
        else true
    end as is_end_exact
from ended as e
