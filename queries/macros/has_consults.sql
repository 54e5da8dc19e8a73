-- scalar: has_consults()
-- gives:  whether the log records advice at all; where every hop is a take-over by the nature of
--         the source, "no consult" says nothing

with consult as (
    select e.contact_id
    from warehouse.facts.fct_escalation as e
    where e.mode = 'consult'
    limit 1  -- noqa: AM09
)

select count(*) > 0
from consult
