-- fact:   stage.hop_person
-- grain:  one row per hop
-- key:    contact_id, hop
-- source: stage.hop, stage.hop_summary, stage.contact_event, stage.person
-- notes:  who escalated, else who handled the contact; and who took it up

select
    h.contact_id,
    h.hop,
    p.person_bit,
    r.person_bit as receiver_bit
from stage.hop as h
inner join stage.contact_event as c on h.contact_id = c.contact_id
left join stage.hop_summary as s on h.contact_id = s.contact_id and h.hop = s.hop
left join stage.person as p on coalesce(h.actor, c.handler) = p.actor
left join stage.person as r on s.receiver = r.actor
