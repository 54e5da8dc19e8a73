-- cases: time_to_reach
-- gives: escalations answered, with the time each took

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
    e.seconds,
    e.ended_by
from escalation_duration($asked, 'time_to_reach') as e
where e.ended_by = 'answered' and e.seconds is not null
order by happened_at desc, e.contact_id asc, e.escalation_id asc
