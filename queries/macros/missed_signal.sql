-- table: missed_signal(asked, demand_seconds)
-- gives: contacts with the three signs that they should have been escalated, or sooner; a sign that
--        cannot be told is false

with target as (
    select
        max(r.target_seconds) filter (where r.risk = 'very_high') as very_high_seconds,
        max(r.target_seconds) filter (where r.risk = 'high') as high_seconds
    from warehouse.facts.dim_risk_target as r
)

select
    c.*,
    case
        -- Spelt out: `in` over ten million texts takes three times as long.
        when c.risk = 'high' or c.risk = 'very_high' then
            c.escalate_end_kind = 'resolved'
            or c.escalate_end_kind = 'abandoned'
            or coalesce(c.hesitation_seconds, c.escalate_seconds)
            > if(c.risk = 'high', t.high_seconds, t.very_high_seconds)
    end is true as is_by_risk,
    -- A superior was asked for and the contact ran on without one.
    c.demand_run_seconds > $demand_seconds is true as is_by_demand,
    c.is_escalated_after_trouble is true as is_by_aftermath
from asked_contact($asked) as c
cross join target as t
