-- fact:   stage.hop_risk
-- grain:  one row per hop that was assessed by then
-- key:    contact_id, hop
-- source: stage.event, stage.hop

select
    h.contact_id,
    h.hop,
    arg_max(e.impact, e.sort_key) as impact,
    arg_max(e.urgency, e.sort_key) as urgency
from stage.hop as h
inner join stage.event as e
    on h.contact_id = e.contact_id and h.raised_key >= e.sort_key
where e.impact is not null and e.urgency is not null
group by h.contact_id, h.hop
