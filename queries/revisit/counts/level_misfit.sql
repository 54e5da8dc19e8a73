-- evidence: level_misfit
-- gives:    per rule and week, escalations resolved above or below the level of their rule
-- source:   facts.fct_escalation
-- notes:    the cases of level_misfit_rate

select
    e.rule_id,
    e.week_start,
    null::integer as step,
    null::integer as hour,
    null::varchar as item,
    count(*) filter (where e.answered_level <> e.fit_level) as numerator,
    count(e.answered_level - e.fit_level) as denominator,
    count(e.fit_level) as cases
from asked_escalation($asked) as e
where e.rule_id is not null
group by e.rule_id, e.week_start
order by e.rule_id asc, e.week_start asc
