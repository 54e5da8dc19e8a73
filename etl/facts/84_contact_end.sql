-- fact:   stage.contact_end
-- grain:  one row per contact
-- key:    contact_id
-- kind:   view
-- source: stage.contact_clock
-- notes:  the first resolution ends a contact, whatever comes after; an inexact stamp is not timed

select
    t.*,
    case
        when t.resolved_us <= coalesce(t.abandoned_us, t.resolved_us) then 'resolved'
        when t.abandoned_us is not null then 'abandoned'
        when t.closed_us is not null then 'closed'
        else 'open'
    end as end_kind,
    case when t.is_opened_exact and t.is_end_exact then (t.end_us - t.opened_us) // 1000000 end
        as escalate_seconds,
    case when t.is_opened_exact and t.is_end_exact then t.escalate_open end
        as escalate_business_seconds,
    case when t.first_triggered_us <= t.end_us then t.escalate_end_kind end
        as hesitation_end_kind,
    case
        when t.is_trigger_exact and t.is_end_exact and t.first_triggered_us <= t.end_us
            then (t.end_us - t.first_triggered_us) // 1000000
    end as hesitation_seconds,
    case
        when t.is_trigger_exact and t.is_end_exact and t.first_triggered_us <= t.end_us
            then t.hesitation_open
    end as hesitation_business_seconds
from stage.contact_clock as t
