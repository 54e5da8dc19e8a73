-- fact:   stage.hop_known
-- grain:  one row per hop before which an amount was on record
-- key:    contact_id, hop
-- source: stage.event, stage.hop, stage.build
-- notes:  the amount named by whoever escalated counts, else the largest one known by then: what is
--         at stake does not shrink because a part of it is written down later

select
    h.contact_id,
    h.hop,
    coalesce(any_value(h.amount), max(e.amount)) as amount,
    amount_band(any_value(b.amount_bands), coalesce(any_value(h.amount), max(e.amount)))
        as amount_band
from stage.hop as h
inner join stage.event as e
    on h.contact_id = e.contact_id and h.raised_key >= e.sort_key
cross join stage.build as b
where e.amount is not null
group by h.contact_id, h.hop
