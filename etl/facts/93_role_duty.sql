-- fact:   stage.role_duty
-- grain:  one row per center, role and local hour in which receivers of the role were on duty
-- key:    center, target, day, hour
-- source: stage.hop_event, stage.hop_load, stage.role_hour, stage.quarter
-- notes:  somebody is on duty from the first to the last hour of a day in which they accept, advise
--         or return. receiver_mask has one of 125 bits for each of them, so that a figure can tell
--         over any hours how many people are at least behind it, and nobody who they are: exactly
--         up to 125 receivers in the whole log, and beyond that never too many.

with acted as (
    select
        l.center,
        l.target,
        e.actor,
        q.day,
        min(e.occurred_us) as first_us,
        max(e.occurred_us) as last_us
    from stage.hop_event as e
    inner join stage.hop_load as l on e.contact_id = l.contact_id and e.hop = l.hop
    inner join stage.quarter as q on e.occurred_us // 900000000 = q.quarter
    where
        e.event in ('accepted', 'advised', 'returned')
        and e.actor is not null
        and l.target is not null
    group by all
),

receiver as (
    select
        p.actor,
        ((row_number() over (order by md5(p.actor)) - 1) % 125)::integer as bit_number
    from (select distinct a.actor from acted as a) as p
)

select
    h.center,
    h.target,
    h.day,
    h.hour,
    count(*)::integer as receiver_count,
    bit_or(1::hugeint << r.bit_number) as receiver_mask
from acted as a
inner join receiver as r on a.actor = r.actor
inner join stage.role_hour as h
    on
        a.center is not distinct from h.center
        and a.target = h.target
        and a.day = h.day
where h.stop_us > a.first_us and h.start_us <= a.last_us
group by all
