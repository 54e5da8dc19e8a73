-- fact:   stage.hop_duration
-- grain:  one row per hop
-- key:    contact_id, hop
-- source: stage.hop_clock, stage.recorded
-- notes:  both ends of a duration must be stamps of their own: one that is only a date, or borrowed
--         from another event, is counted and never timed

with timed as (
    select
        k.*,
        r.has_attempt or r.has_acceptance as has_reach,
        r.has_acceptance,
        r.has_abandonment,
        is_own(k.raised_stamp) and k.hop = 1 and k.is_opened_exact as is_opening_timed,
        is_own(k.raised_stamp)
        and k.hop = 1
        and is_own(k.trigger_stamp)
        and k.trigger_stamp <= k.raised_stamp as is_trigger_timed,
        is_own(k.raised_stamp) and is_own(k.reach_stamp) as is_reach_timed,
        is_own(k.raised_stamp) and is_own(k.accept_stamp) as is_accept_timed,
        is_own(k.raised_stamp) and is_own(k.resolve_stamp) as is_resolve_timed
    from stage.hop_clock as k
    cross join stage.recorded as r
)

select
    t.contact_id,
    t.hop,
    case when t.has_reach then t.reach_end end as reach_end_kind,
    case when t.has_acceptance then t.accept_end end as accept_end_kind,
    t.resolve_end_kind,
    case when t.has_abandonment then t.accept_end = 'abandoned' end
        as is_lost_waiting,
    case when t.is_trigger_timed then (t.raised_us - t.first_triggered_us) // 1000000 end
        as hesitation_seconds,
    case when t.is_trigger_timed then t.raised_open - t.triggered_open end
        as hesitation_business_seconds,
    case when t.is_opening_timed then (t.raised_us - t.opened_us) // 1000000 end
        as time_to_escalate_seconds,
    case when t.is_opening_timed then t.raised_open - t.opened_open end
        as time_to_escalate_business_seconds,
    case when t.has_reach and t.is_reach_timed then (t.reach_us - t.raised_us) // 1000000 end
        as reach_seconds,
    case when t.has_reach and t.is_reach_timed then t.reach_open - t.target_raised_open end
        as reach_business_seconds,
    case
        when t.has_acceptance and t.is_accept_timed then (t.accept_us - t.raised_us) // 1000000
    end as accept_seconds,
    case when t.has_acceptance and t.is_accept_timed then t.accept_open - t.target_raised_open end
        as accept_business_seconds,
    case when t.is_resolve_timed then (t.resolve_us - t.raised_us) // 1000000 end
        as resolve_seconds,
    case when t.is_resolve_timed then t.resolve_open - t.raised_open end as resolve_business_seconds
from timed as t
