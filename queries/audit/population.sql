-- audit:  the contacts opened in a week that were not escalated
-- gives:  contact_id, what strata are made of, whether it may still be escalated, draw_key
-- params: week DATE (a Monday), seed BIGINT, has_ends BOOLEAN (whether the log records any end)
-- source: facts.fct_contact
-- notes:  the smallest draw_keys are drawn. They hang on seed, week and contact alone, so the same
--         data give the same sample in any order and on any machine. A contact that is open may yet
--         be escalated; where no log of ends exists all count as ended.

select
    c.contact_id,
    c.category,
    c.center,
    c.channel,
    c.product,
    c.risk,
    c.end_kind = 'open' and $has_ends::boolean as is_open,
    sha256(concat_ws(':', $seed::bigint, $week::date, c.contact_id)) as draw_key
from warehouse.facts.fct_contact as c
where c.week_start = $week::date and not c.is_escalated
order by draw_key asc
