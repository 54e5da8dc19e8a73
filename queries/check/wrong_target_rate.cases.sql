-- cases: wrong_target_rate
-- gives: attempts that reached the wrong target

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
    t.lost_seconds
from asked_attempt($asked) as t
where t.outcome = 'wrong_target'
order by happened_at desc, t.contact_id asc, t.escalation_id asc, t.attempt asc
