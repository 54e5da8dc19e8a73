-- fact:   stage.hop_duration
-- grain:  one row per hop
-- key:    contact_id, hop
-- source: stage.hop, stage.hop_times, stage.hop_clock
-- notes:  a stamp that is only a date, or borrowed from another event, is counted and never timed

select
    t.contact_id,
    t.hop,
    t.reach_end_kind,
    t.accept_end_kind,
    t.resolve_end_kind,
    t.is_lost_waiting,
    case
        when t.is_opening_exact and h.hop = 1 and t.first_triggered_us <= t.raised_us
            then (t.raised_us - t.first_triggered_us) // 1000000
    end as hesitation_seconds,
    case
        when t.is_opening_exact and h.hop = 1 and t.first_triggered_us <= t.raised_us
            then k.raised_open - k.triggered_open
    end as hesitation_business_seconds,
    case when t.is_opening_exact and h.hop = 1 then (t.raised_us - t.opened_us) // 1000000 end
        as time_to_escalate_seconds,
    case when t.is_opening_exact and h.hop = 1 then k.raised_open - k.opened_open end
        as time_to_escalate_business_seconds,
    case
        when h.is_exact and t.reach_end_kind is not null then (t.reach_us - t.raised_us) // 1000000
    end as reach_seconds,
    case when h.is_exact and t.reach_end_kind is not null then k.reach_open - k.raised_open end
        as reach_business_seconds,
    case
        when h.is_exact and t.accept_end_kind is not null
            then (t.accept_us - t.raised_us) // 1000000
    end as accept_seconds,
    case when h.is_exact and t.accept_end_kind is not null then k.accept_open - k.raised_open end
        as accept_business_seconds,
    case when h.is_exact then (t.resolve_us - t.raised_us) // 1000000 end as resolve_seconds,
    case when h.is_exact then k.resolve_open - k.raised_open end as resolve_business_seconds
from stage.hop_times as t
inner join stage.hop as h on t.contact_id = h.contact_id and t.hop = h.hop
inner join stage.hop_clock as k on t.contact_id = k.contact_id and t.hop = k.hop
