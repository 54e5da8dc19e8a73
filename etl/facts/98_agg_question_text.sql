-- fact:   facts.agg_question_text
-- grain:  one row per wording of a question asked in five contacts or more, and one per
--         slot_basis for all others
-- key:    text, slot, slot_basis
-- source: stage.event, stage.slot_text
-- notes:  rarer wordings may hold what is one customer's alone, so only their number is kept, under
--         a text of NULL

with wording as (
    select
        t.text as told_text,
        lower(trim(e.note)) as note_text,
        e.contact_id,
        coalesce(e.slot, t.slot) as slot,
        if(e.slot is not null, 'recorded', t.slot_basis) as slot_basis
    from stage.event as e
    left join stage.slot_text as t on e.note = t.note and e.slot is null
    where e.event = 'asked' and e.note is not null
),

counted as (
    select
        coalesce(w.told_text, w.note_text) as text,
        w.slot,
        w.slot_basis,
        count(*) as question_count,
        count(distinct w.contact_id) as contact_count
    from wording as w
    group by all
)

select
    if(c.contact_count >= 5, c.text, null) as text,
    if(c.contact_count >= 5, c.slot, null) as slot,
    c.slot_basis,
    count(*) as text_count,
    sum(c.question_count)::bigint as question_count,
    sum(c.contact_count)::bigint as contact_count
from counted as c
group by all
