-- read:   what the levels are called
-- gives:  level, name_ja, name_en
-- source: facts.dim_level

select
    l.level,
    l.name_ja,
    l.name_en
from warehouse.facts.dim_level as l
order by l.level
