-- cases: unreachable_attempt_rate
-- gives: attempts that did not end in an answer

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
    t.lost_seconds,
    t.weekday,
    t.hour
from asked_attempt($asked) as t
where t.is_failed
order by happened_at desc, t.contact_id asc, t.escalation_id asc, t.attempt asc
