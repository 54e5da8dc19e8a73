-- evidence: late
-- gives:    per rule and week, first escalations raised later after the first sign than allowed
-- source:   facts.fct_escalation, facts.dim_risk_target
-- notes:    allowed is the rule's own limit on its own clock, else the target of the risk

with first_hop as (
    select
        e.rule_id,
        e.week_start,
        coalesce(e.rule_limit_seconds, t.target_seconds) as limit_seconds,
        case
            when e.rule_limit_seconds is not null and e.rule_limit_clock = 'business'
                then e.hesitation_business_seconds
            else e.hesitation_seconds
        end as waited_seconds
    from asked_escalation($asked) as e
    left join warehouse.facts.dim_risk_target as t on e.risk = t.risk
    where e.rule_id is not null and e.hop = 1
)

select
    f.rule_id,
    f.week_start,
    null::integer as step,
    null::integer as hour,
    count(*) filter (where f.waited_seconds > f.limit_seconds) as numerator,
    count(f.waited_seconds > f.limit_seconds) as denominator,
    count(*) as cases
from first_hop as f
group by f.rule_id, f.week_start
order by f.rule_id asc, f.week_start asc
