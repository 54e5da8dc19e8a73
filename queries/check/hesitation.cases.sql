-- cases: hesitation
-- gives: contacts escalated after a trigger, with the time each took

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
    c.seconds,
    c.ended_by
from contact_duration($asked, 'hesitation') as c
where c.ended_by = 'escalated' and c.seconds is not null
order by happened_at desc, c.contact_id asc
