-- fact:   stage.question
-- grain:  one row per question asked
-- key:    none
-- source: stage.event, stage.hop, stage.slot_text
-- notes:  a question is a repeat when its slot was asked or told before in the contact, and a
--         repeat across roles when that was to another level; level unknown: in another hop; one
--         whose slot is neither on record nor told from its wording may be either; slot_basis
--         is NULL where not even a wording is on record

with spoken as (
    select
        e.contact_id,
        e.event,
        coalesce(e.slot, t.slot) as slot,
        if(e.slot is not null, 'recorded', t.slot_basis) as slot_basis,
        e.level,
        e.occurred_us,
        e.sort_key,
        is_own(e.stamp) as is_timed,
        e.center,
        e.team,
        e.actor
    from stage.event as e
    left join stage.slot_text as t on e.note = t.note and e.slot is null
    where e.event in ('asked', 'told')
),

asking as (
    select distinct
        s.contact_id,
        s.slot
    from spoken as s
    where s.event = 'asked'
),

exchange as (
    select
        s.* exclude (actor),  -- noqa: RF02
        any_value(s.actor) as actor,
        coalesce(max(h.hop), 0) as hop
    from spoken as s
    -- What was told matters only where it is asked for.
    semi join asking as a on s.contact_id = a.contact_id and s.slot is not distinct from a.slot
    left join stage.hop as h on s.contact_id = h.contact_id and s.sort_key >= h.raised_key
    group by all
),

with_history as (
    select
        x.*,
        count(*) over before as earlier_count,
        min(x.hop) filter (where x.level is null) over before as earlier_unknown_hop,
        min(x.level) over before as earlier_lowest,
        max(x.level) over before as earlier_highest,
        min(x.hop) over before as earlier_hop,
        lead(case when x.event = 'told' and x.is_timed then x.occurred_us end) over (
            partition by x.contact_id, x.slot
            order by x.sort_key, x.event, x.level
        ) as told_us
    from exchange as x
    window before as (
        partition by x.contact_id, x.slot
        order by x.sort_key, x.event, x.level
        rows between unbounded preceding and 1 preceding
    )
)

select
    w.contact_id,
    w.hop,
    w.slot,
    w.slot_basis,
    w.level,
    w.center,
    w.team,
    w.actor,
    w.occurred_us,
    w.sort_key,
    if(w.slot is null, null, w.earlier_count > 0) as is_repeat_any,
    if(w.slot is null, null, w.earlier_count > 0 and case
        when w.level is null then w.earlier_hop <> w.hop
        else
            coalesce(w.earlier_lowest <> w.level or w.earlier_highest <> w.level, false)
            or coalesce(w.earlier_unknown_hop <> w.hop, false)
    end) as is_repeat_across,
    case when w.is_timed and w.slot is not null then (w.told_us - w.occurred_us) // 1000000 end
        as seconds_spent
from with_history as w
where w.event = 'asked'
