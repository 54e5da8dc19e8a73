-- fact:   stage.contact_end
-- grain:  one row per contact
-- key:    contact_id
-- source: stage.contact_times, stage.contact_clock, stage.contact_event
-- notes:  the first resolution ends a contact, whatever comes after; an inexact stamp is not timed

select
    t.contact_id,
    case
        when c.resolved_us <= coalesce(c.abandoned_us, c.resolved_us) then 'resolved'
        when c.abandoned_us is not null then 'abandoned'
        when c.closed_us is not null then 'closed'
        else 'open'
    end as end_kind,
    t.end_kind as escalate_end_kind,
    case when t.is_exact then (t.end_us - t.opened_us) // 1000000 end as escalate_seconds,
    case when t.is_exact then k.escalate_open end as escalate_business_seconds,
    case when t.first_triggered_us <= t.end_us then t.end_kind end as hesitation_end_kind,
    case
        when t.is_exact and t.first_triggered_us <= t.end_us
            then (t.end_us - t.first_triggered_us) // 1000000
    end as hesitation_seconds,
    case when t.is_exact and t.first_triggered_us <= t.end_us then k.hesitation_open end
        as hesitation_business_seconds
from stage.contact_times as t
inner join stage.contact_event as c on t.contact_id = c.contact_id
left join stage.contact_clock as k on t.contact_id = k.contact_id
