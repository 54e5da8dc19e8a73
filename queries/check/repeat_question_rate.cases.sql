-- cases: repeat_question_rate
-- gives: escalations after which the customer was asked again

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
    e.asked_count,
    e.asked_again_count
from asked_escalation($asked) as e
where e.has_asked_again
order by happened_at desc, e.contact_id asc, e.escalation_id asc
