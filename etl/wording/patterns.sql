-- read:   the words of the lexicon
-- gives:  signal, part, pattern
-- source: facts.dim_wording_pattern

select
    p.signal,
    p.part,
    p.pattern
from facts.dim_wording_pattern as p
order by all
