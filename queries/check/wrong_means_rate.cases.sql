-- cases: wrong_means_rate
-- gives: escalations with an attempt by other means than the rule writes down

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
    e.means,
    e.attempt_count,
    e.answered_step
from asked_escalation($asked) as e
where e.is_means_off
order by happened_at desc, e.contact_id asc, e.escalation_id asc
