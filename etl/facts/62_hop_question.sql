-- fact:   stage.hop_question
-- grain:  one row per hop after which something was asked
-- key:    escalation_id
-- source: facts.fct_question

select
    q.escalation_id,
    count(*)::integer as asked_count,
    (count(*) filter (where q.is_repeat))::integer as known_again_count,
    -- Any question whose item is not known may have been asked before.
    if(known_again_count > 0 or count(q.is_repeat) = count(*), known_again_count, null)
        as asked_again_count,
    (count(*) filter (where q.is_verification and q.is_repeat_across))::integer
        as known_verified_count,
    if(known_verified_count > 0 or count(q.is_verification) = count(*), known_verified_count, null)
        as verified_again_count,
    (sum(q.seconds_spent) filter (where q.is_verification and q.is_repeat_across))::bigint
        as verified_again_seconds
from facts.fct_question as q
where q.escalation_id is not null
group by q.escalation_id
