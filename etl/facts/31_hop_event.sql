-- fact:   stage.hop_event
-- grain:  one row per event that belongs to a hop
-- key:    none
-- source: stage.event, stage.hop
-- notes:  an event names its escalation, or belongs to the latest one before it in its contact

select
    h.contact_id,
    h.hop,
    e.event,
    e.occurred_us,
    e.sort_key,
    e.is_exact,
    e.level,
    e.target,
    e.target_level,
    e.means,
    e.step,
    e.outcome,
    e.reason,
    e.slot
from stage.event as e
inner join stage.hop as h on e.contact_id = h.contact_id
where
    e.event in (
        'attempted', 'queued', 'accepted', 'advised', 'returned', 'reported', 'judged', 'asked'
    )
    and case
        when e.escalation_id is not null and h.source_escalation_id is not null
            then e.escalation_id = h.source_escalation_id
        else e.sort_key >= h.raised_key and (h.left_key is null or e.sort_key < h.left_key)
    end
