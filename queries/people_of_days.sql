-- read:   who is behind the contacts of a group of days
-- gives:  one row per group; a bit for each person, NULL where nobody is on record
-- source: facts.agg_contact_day

select
    columns($grain),
    bit_or(d.person_bits) as person_bit
from asked_contact_day($asked) as d
group by all
