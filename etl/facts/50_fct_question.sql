-- fact:   facts.fct_question
-- grain:  one row per question asked
-- key:    none
-- source: stage.question, stage.hop, stage.contact_event, stage.person, stage.quarter,
--         facts.dim_verification_slot
-- notes:  the person is the one who asks

select
    s.contact_id,
    h.escalation_id,
    make_timestamptz(s.occurred_us) as asked_at,
    q.day,
    q.week_start,
    q.weekday,
    q.hour,
    coalesce(s.center, c.center) as center,
    coalesce(s.team, c.team) as team,
    c.channel,
    c.category,
    r.rule_id,
    p.person_bit,
    s.slot,
    s.slot_basis,
    s.level,
    if(s.slot is null, null, v.slot is not null) as is_verification,
    s.is_repeat_any,
    s.is_repeat_across,
    -- What the law makes staff ask again is not a repeat that better records would spare.
    s.is_repeat_across and v.slot is null as is_repeat,
    s.seconds_spent
from stage.question as s
inner join stage.contact_event as c on s.contact_id = c.contact_id
inner join stage.quarter as q on s.occurred_us // 900000000 = q.quarter
left join stage.hop as h on s.contact_id = h.contact_id and s.hop = h.hop
left join stage.hop_rule as r on s.contact_id = r.contact_id and s.hop = r.hop
left join stage.person as p on s.actor = p.actor
left join facts.dim_verification_slot as v on s.slot = v.slot
