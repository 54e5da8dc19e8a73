-- fact:   stage.hop_attempt
-- grain:  one row per hop with attempts
-- key:    escalation_id
-- source: facts.fct_attempt

select
    a.escalation_id,
    sum(a.lost_seconds)::bigint as lost_seconds
from facts.fct_attempt as a
group by a.escalation_id
