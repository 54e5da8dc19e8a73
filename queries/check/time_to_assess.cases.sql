-- cases: time_to_assess
-- gives: contacts assessed, with the time each took

select
    c.contact_id,
    null::varchar as escalation_id,
    c.opened_at as happened_at,
    c.day,
    c.center,
    c.team,
    c.channel,
    c.category,
    c.rule_id,
    c.level,
    c.first_assessed_at,
    c.risk,
    c.seconds,
    c.ended_by
from contact_duration($asked, 'time_to_assess') as c
where c.ended_by = 'assessed' and c.seconds is not null
order by happened_at desc, c.contact_id asc
