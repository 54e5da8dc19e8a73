-- cases: answered_step_share
-- gives: escalations with the step that answered; 0 where nobody did

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
    if(e.is_unanswered and e.answered_step is null, 0, e.answered_step) as step,
    e.attempt_count,
    e.reach_seconds
from asked_escalation($asked) as e
where
    step is not null
    and is_asked_number(struct_extract($asked, 'step'), step)
order by happened_at desc, e.contact_id asc, e.escalation_id asc
