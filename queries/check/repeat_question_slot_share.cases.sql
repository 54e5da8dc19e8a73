-- cases: repeat_question_slot_share
-- gives: questions that repeat what was told or asked before

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
    q.seconds_spent
from asked_question($asked) as q
where q.is_repeat
order by happened_at desc, q.contact_id asc, q.escalation_id asc, q.slot asc
