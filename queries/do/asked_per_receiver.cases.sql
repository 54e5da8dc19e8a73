-- cases: asked_per_receiver
-- gives: escalations asked in hours with receivers of their role on duty

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
    e.reach_seconds
from warehouse.facts.fct_escalation as e
inner join asked_receiver_load($asked) as l
    on
        e.center is not distinct from l.center
        and e.target = l.target
        and e.day = l.day
        and e.hour = l.hour
where l.receiver_count > 0
order by happened_at desc, e.contact_id asc, e.escalation_id asc
