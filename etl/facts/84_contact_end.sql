-- fact:   stage.contact_end
-- grain:  one row per contact
-- key:    contact_id
-- kind:   view
-- source: stage.contact_clock, stage.person
-- notes:  the first resolution ends a contact, whatever comes after; an inexact stamp is not timed

select
    t.*,
    p.person_bit,
    case
        when t.resolved_stamp <= coalesce(t.abandoned_stamp, t.resolved_stamp) then 'resolved'
        when t.abandoned_us is not null then 'abandoned'
        when t.closed_us is not null then 'closed'
        else 'open'
    end as end_kind,
    case when t.is_opened_exact and is_own(t.end_stamp) then (t.end_us - t.opened_us) // 1000000 end
        as escalate_seconds,
    case when t.is_opened_exact and is_own(t.end_stamp) then t.escalate_open end
        as escalate_business_seconds,
    case when t.trigger_stamp <= t.end_stamp then t.escalate_end_kind end
        as hesitation_end_kind,
    case
        when is_own(t.trigger_stamp) and is_own(t.end_stamp) and t.trigger_stamp <= t.end_stamp
            then (t.end_us - t.first_triggered_us) // 1000000
    end as hesitation_seconds,
    case
        when is_own(t.trigger_stamp) and is_own(t.end_stamp) and t.trigger_stamp <= t.end_stamp
            then t.hesitation_open
    end as hesitation_business_seconds,
    case
        when t.is_opened_exact and is_own(t.resolve_stamp)
            then (t.resolve_us - t.opened_us) // 1000000
    end as resolve_seconds,
    case when t.is_opened_exact and is_own(t.resolve_stamp) then t.resolve_open end
        as resolve_business_seconds,
    case
        when t.is_opened_exact and is_own(t.assess_stamp)
            then (t.assess_us - t.opened_us) // 1000000
    end as assess_seconds,
    case when t.is_opened_exact and is_own(t.assess_stamp) then t.assess_open end
        as assess_business_seconds,
    -- How long the contact ran on after the customer had asked for a superior.
    case
        when is_own(t.demand_stamp) and is_own(t.end_stamp) and t.demand_stamp <= t.end_stamp
            then (t.end_us - t.demanded_us) // 1000000
    end as demand_run_seconds,
    -- Whoever solved it without escalation handled it, whether or not the log says how.
    coalesce(
        t.handled_stamp < coalesce(t.first_raised_stamp, t.handled_stamp + 1)
        or (t.first_raised_stamp is null and t.ended_stamp is not null),
        false
    ) as is_handled_on_site,
    -- A stamp that is not the event's own cannot tell which came first.
    case
        when not is_own(t.escalated_stamp) then null
        when is_own(t.reopened_stamp) and t.escalated_stamp > t.reopened_stamp then true
        when is_own(t.complained_stamp) and t.escalated_stamp > t.complained_stamp then true
        when not (is_own(t.reopened_stamp) and is_own(t.complained_stamp)) then null
        else t.escalated_stamp > least(t.reopened_stamp, t.complained_stamp)
    end as is_escalated_after_trouble
from stage.contact_clock as t
left join stage.person as p on t.handler = p.actor
