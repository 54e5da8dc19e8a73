-- fact:   stage.hop_question
-- grain:  one row per hop after which something was asked
-- key:    escalation_id
-- source: facts.fct_question

select
    q.escalation_id,
    count(*)::integer as asked_count,
    (count(*) filter (where q.is_repeat))::integer as asked_again_count,
    (count(*) filter (where q.is_verification and q.is_repeat_across))::integer
        as verified_again_count,
    (sum(q.seconds_spent) filter (where q.is_verification and q.is_repeat_across))::bigint
        as verified_again_seconds
from facts.fct_question as q
where q.escalation_id is not null
group by q.escalation_id
