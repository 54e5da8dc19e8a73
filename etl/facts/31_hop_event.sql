-- fact:   stage.hop_event
-- grain:  one row per event that belongs to a hop
-- key:    none
-- source: stage.event, stage.hop
-- notes:  an event belongs to the escalation it names, even when it comes late; else to the latest
--         one before it in its contact

select
    h.contact_id,
    h.hop,
    e.event,
    e.occurred_us,
    e.sort_key,
    e.stamp,
    e.center,
    e.actor,
    e.level,
    e.target,
    e.target_level,
    e.means,
    e.step,
    e.outcome,
    e.reason,
    e.slot,
    case when e.event = 'reported' then e.note end as note
from stage.event as e
left join stage.hop as n
    on e.contact_id = n.contact_id and e.escalation_id = n.source_escalation_id
inner join stage.hop as h on e.contact_id = h.contact_id
where
    e.event in (
        'attempted', 'queued', 'accepted', 'advised', 'returned', 'reported', 'judged', 'asked'
    )
    and case
        when n.hop is not null then h.hop = n.hop
        else e.sort_key >= h.raised_key and (h.left_key is null or e.sort_key < h.left_key)
    end
