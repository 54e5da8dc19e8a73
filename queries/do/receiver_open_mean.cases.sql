-- cases: receiver_open_mean
-- gives: escalations that were open in one of the hours asked for

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
    e.receiver_busy_until
from warehouse.facts.fct_escalation as e
where
    e.receiver_busy_until is not null
    and exists (
        select 1
        from asked_receiver_load($asked) as l
        where
            e.center is not distinct from l.center
            and e.target = l.target
            and e.raised_at < l.hour_start + to_seconds(l.work_seconds)
            and e.receiver_busy_until > l.hour_start
    )
order by happened_at desc, e.contact_id asc, e.escalation_id asc
