-- fact:   stage.person
-- grain:  one row per person on record
-- key:    actor
-- source: stage.event
-- notes:  a fact keeps one bit for the person behind it, so that different people can be counted in
--         any group without naming one. With up to 64 people each has a bit of their own; beyond,
--         some share one, so the count is never too high.

with known as (
    select distinct e.actor
    from stage.event as e
    where e.actor is not null
)

select
    k.actor,
    1::ubigint << (row_number() over (order by hash(k.actor), k.actor) % 64)::ubigint
        as person_bit
from known as k
