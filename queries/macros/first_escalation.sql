-- table: first_escalation(asked)
-- gives: the first escalation of each contact with its time limit after the first sign
--        (limit_seconds) and whether it came later (is_raised_late; NULL when that is not known)

with limited as (
    select
        e.*,
        coalesce(e.rule_limit_seconds, t.target_seconds) as limit_seconds,
        -- A rule names the clock that it means; the target of a risk is elapsed time.
        if(
            e.rule_limit_seconds is not null and e.rule_limit_clock = 'business',
            e.hesitation_business_seconds,
            e.hesitation_seconds
        ) as waited_seconds
    from asked_escalation($asked) as e
    left join warehouse.facts.dim_risk_target as t
        on e.risk = t.risk and t.target_seconds is not null
    where e.hop = 1
)

select
    l.*,
    l.waited_seconds > l.limit_seconds as is_raised_late
from limited as l
