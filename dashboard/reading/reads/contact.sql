-- read:   one contact
-- gives:  one row, or none
-- source: facts.fct_contact

select
    c.contact_id,
    strftime(c.opened_at, '%Y/%m/%d %H:%M') as opened_at,
    strftime(c.resolved_at, '%Y/%m/%d %H:%M') as resolved_at,
    c.center,
    c.channel,
    c.category,
    c.end_kind
from warehouse.facts.fct_contact as c
where c.contact_id = $contact_id
