-- fact:   stage.hop_end
-- grain:  one row per hop whose contact is resolved or given up at or after it
-- key:    contact_id, hop
-- source: stage.event, stage.hop

select
    h.contact_id,
    h.hop,
    min(e.stamp) filter (where e.event <> 'abandoned') as resolved_stamp,
    min(e.stamp) filter (where e.event = 'abandoned') as abandoned_stamp
from stage.hop as h
inner join stage.event as e
    on h.contact_id = e.contact_id and h.raised_key <= e.sort_key
where e.event in ('resolved', 'closed', 'abandoned')
group by h.contact_id, h.hop
