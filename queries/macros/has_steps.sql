-- scalar: has_steps()
-- gives:  whether the log records at which step of a route somebody answered; without, "nobody
--         answered" is no step among others

with answered as (
    select e.contact_id
    from warehouse.facts.fct_escalation as e
    where e.answered_step is not null
    limit 1  -- noqa: AM09
)

select count(*) > 0
from answered
