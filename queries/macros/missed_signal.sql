-- table: missed_signal(asked, demand_seconds)
-- gives: contacts with the three signs that they should have been escalated, or sooner; a sign that
--        cannot be told is false

select
    c.*,
    c.is_under_by_risk is true as is_by_risk,
    -- A superior was asked for and the contact ran on without one.
    c.demand_run_seconds > $demand_seconds is true as is_by_demand,
    c.is_escalated_after_trouble is true as is_by_aftermath
from asked_contact($asked) as c
