-- evidence: late
-- gives:    per rule and week, first escalations raised later after the first sign than allowed
-- source:   facts.fct_escalation
-- notes:    the cases of raised_late_rate

select
    e.rule_id,
    e.week_start,
    null::integer as step,
    null::integer as hour,
    null::varchar as item,
    count(*) filter (where e.is_raised_late) as numerator,
    count(e.is_raised_late) as denominator,
    count(*) filter (where e.limit_seconds is not null or e.risk is null) as cases
from asked_escalation($asked) as e
where e.hop = 1 and e.rule_id is not null
group by e.rule_id, e.week_start
order by e.rule_id asc, e.week_start asc
