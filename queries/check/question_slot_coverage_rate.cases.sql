-- cases: question_slot_coverage_rate
-- gives: questions whose item is known

select
    q.contact_id,
    q.escalation_id,
    q.asked_at as happened_at,
    q.day,
    q.center,
    q.team,
    q.channel,
    q.category,
    q.rule_id,
    q.level,
    q.slot,
    q.slot_basis
from asked_question($asked) as q
where q.slot is not null and q.slot_basis is not null
order by happened_at desc, q.contact_id asc, q.escalation_id asc, q.slot asc
