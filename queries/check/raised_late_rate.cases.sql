-- cases: raised_late_rate
-- gives: the escalations raised after their time limit

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
    e.risk,
    if(
        e.rule_limit_seconds is not null and e.rule_limit_clock = 'business',
        e.hesitation_business_seconds,
        e.hesitation_seconds
    ) as waited_seconds,
    e.limit_seconds,
    e.rule_limit_clock
from asked_escalation($asked) as e
where e.hop = 1 and e.is_raised_late
order by happened_at desc, e.contact_id asc, e.escalation_id asc
