-- fact:   stage.hop_end
-- grain:  one row per hop whose contact is resolved or given up at or after it
-- key:    contact_id, hop
-- source: stage.event, stage.hop

select
    h.contact_id,
    h.hop,
    min(e.occurred_us) filter (where e.event = 'resolved') as resolved_us,
    min(e.occurred_us) filter (where e.event = 'abandoned') as abandoned_us
from stage.hop as h
inner join stage.event as e
    on h.contact_id = e.contact_id and h.raised_key <= e.sort_key
where e.event in ('resolved', 'abandoned')
group by h.contact_id, h.hop
