-- fact:   stage.hop_end
-- grain:  one row per hop whose contact is resolved or given up at or after it
-- key:    contact_id, hop
-- source: stage.event, stage.hop

select
    h.contact_id,
    h.hop,
    min(e.occurred_us) filter (where e.event <> 'abandoned') as resolved_us,
    arg_min(e.is_exact, e.sort_key) filter (where e.event <> 'abandoned') as is_resolved_exact,
    min(e.occurred_us) filter (where e.event = 'abandoned') as abandoned_us,
    arg_min(e.is_exact, e.sort_key) filter (where e.event = 'abandoned') as is_abandoned_exact
from stage.hop as h
inner join stage.event as e
    on h.contact_id = e.contact_id and h.raised_key <= e.sort_key
where e.event in ('resolved', 'closed', 'abandoned')
group by h.contact_id, h.hop
