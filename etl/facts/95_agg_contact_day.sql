-- fact:   facts.agg_contact_day
-- grain:  one row per day, center, team, channel, category and source
-- key:    none
-- source: facts.fct_contact, stage.count_file
-- notes:  a count of contacts from elsewhere replaces the log's own for its day and center, because
--         a list of escalations alone has no denominator: without such a count its contacts are
--         unknown, not as many as were escalated

with counted as (
    select
        f.day,
        date_trunc('week', f.day)::date as week_start,
        f.center,
        f.team,
        f.channel,
        f.category,
        sum(f.contacts)::bigint as contact_count
    from stage.count_file as f
    group by all
),

replaced as (
    select distinct
        c.day,
        c.center
    from counted as c
),

logged as (
    select
        f.day,
        f.week_start,
        f.center,
        f.team,
        f.channel,
        f.category,
        case when not coalesce(bool_or(f.is_from_escalation_list), false) then count(*) end
            as contact_count,
        (count(*) filter (where f.is_escalated))::bigint as escalated_count,
        bit_or(f.person_bit) as person_bits
    from facts.fct_contact as f
    group by all
)

select
    l.day,
    l.week_start,
    l.center,
    l.team,
    l.channel,
    l.category,
    case when r.day is null then l.contact_count else 0 end as contacts,
    l.escalated_count as escalated_contacts,
    l.person_bits,
    'log' as source
from logged as l
left join replaced as r on l.day = r.day and l.center is not distinct from r.center
union all
select
    c.day,
    c.week_start,
    c.center,
    c.team,
    c.channel,
    c.category,
    c.contact_count,
    0 as escalated_contacts,
    null::ubigint as person_bits,
    'counts' as source
from counted as c
