-- audit:  what the sheet says of the contacts drawn
-- gives:  contact_id, day, category, channel
-- params: contact_ids VARCHAR[]
-- source: facts.fct_contact
-- notes:  nothing that tells of a person

select
    c.contact_id,
    c.day,
    c.category,
    c.channel
from warehouse.facts.fct_contact as c
where list_contains($contact_ids::varchar[], c.contact_id)
order by c.contact_id asc
