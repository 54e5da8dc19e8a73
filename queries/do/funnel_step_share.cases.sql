-- cases: funnel_step_share
-- gives: contacts with the steps that each got to; NULL where the log does not record the step

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
    c.is_handled_on_site,
    c.is_escalated,
    c.is_decided,
    c.is_followed_up,
    c.is_confirmed,
    c.is_reviewed
from asked_contact($asked) as c
order by happened_at desc, c.contact_id asc
