-- cases: lost_seconds_per_failed_attempt
-- gives: failed attempts and the time that each cost

select
    t.contact_id,
    t.escalation_id,
    t.attempted_at as happened_at,
    t.day,
    t.center,
    t.team,
    t.channel,
    t.category,
    t.rule_id,
    t.level,
    t.target,
    t.means,
    t.step,
    t.outcome,
    t.lost_seconds
from asked_attempt($asked) as t
where t.lost_seconds is not null
order by happened_at desc, t.contact_id asc, t.escalation_id asc, t.attempt asc
