-- fact:   stage.contact_wording
-- grain:  one row per contact with a note of the customer's words
-- key:    contact_id
-- source: stage.event, stage.note_wording
-- notes:  once said stays said; a signal that the lexicon has no word for is unknown, and
--         impatience is then told by the other one

with said as (
    select
        e.contact_id,
        bool_or(n.has_said_before) as has_said_before,
        bool_or(n.is_in_a_hurry) as is_in_a_hurry,
        bool_or(n.is_angry) as is_angry
    from stage.event as e
    inner join stage.note_wording as n on e.note = n.note
    where e.event in ('told', 'complained', 'feedback', 'triggered')
    group by e.contact_id
)

select
    s.*,
    coalesce(s.has_said_before or s.is_in_a_hurry, s.has_said_before, s.is_in_a_hurry)
        as has_impatience
from said as s
