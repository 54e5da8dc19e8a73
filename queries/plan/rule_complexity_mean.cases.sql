-- cases: rule_complexity_mean
-- gives: escalations whose rule can be counted, those of the longest rules first

select
    e.contact_id,
    e.escalation_id,
    e.raised_at as happened_at,
    e.day,
    e.center,
    e.team,
    e.channel,
    e.category,
    e.rule_id,
    e.level,
    e.target,
    e.mode,
    e.reason,
    e.rule_version_id,
    e.rule_condition_count,
    e.rule_branch_count,
    e.rule_step_count
from asked_escalation($asked) as e
where e.rule_condition_count is not null
order by
    e.rule_condition_count + e.rule_step_count desc,
    happened_at desc,
    e.contact_id asc,
    e.escalation_id asc
