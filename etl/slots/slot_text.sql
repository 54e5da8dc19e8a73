-- read:   the item that each wording asks for
-- gives:  note, text, slot, slot_basis
-- source: given_text, facts.dim_slot_pattern
-- notes:  a wording that fits two items is left open: a wrong item would invent a repeat

with found as (
    select
        g.note,
        g.text,
        list(distinct p.slot) filter (where p.slot is not null) as slots
    from given_text as g
    left join facts.dim_slot_pattern as p on regexp_matches(g.text, p.pattern)
    group by all
)

select
    f.note,
    f.text,
    case when len(f.slots) = 1 then f.slots[1] end as slot,
    case
        when len(f.slots) = 1 then 'lexicon'
        else 'unmatched'
    end as slot_basis
from found as f
