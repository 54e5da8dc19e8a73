-- table: asked_duration(asked, duration)
-- gives: one row per case of a duration on the asked clock: how long it ran (seconds) and what
--        ended it (ended_by); is_expected says for which cases the log ought to know it

select
    c.*,
    case
        when struct_extract($asked, 'clock') = 'business' then c.escalate_business_seconds
        else c.escalate_seconds
    end as seconds,
    c.escalate_end_kind as ended_by,
    true as is_expected
from asked_contact($asked) as c
where $duration = 'time_to_escalate'
union all by name
select
    c.*,
    case
        when struct_extract($asked, 'clock') = 'business' then c.hesitation_business_seconds
        else c.hesitation_seconds
    end as seconds,
    c.hesitation_end_kind as ended_by,
    -- A contact that needed no help has no trigger; one that was escalated must have had one.
    c.is_escalated as is_expected
from asked_contact($asked) as c
where $duration = 'hesitation'
union all by name
select
    e.*,
    case
        when struct_extract($asked, 'clock') = 'business' then e.reach_business_seconds
        else e.reach_seconds
    end as seconds,
    e.reach_end_kind as ended_by,
    true as is_expected
from asked_escalation($asked) as e
where $duration = 'time_to_reach'
union all by name
select
    e.*,
    case
        when struct_extract($asked, 'clock') = 'business' then e.accept_business_seconds
        else e.accept_seconds
    end as seconds,
    e.accept_end_kind as ended_by,
    true as is_expected
from asked_escalation($asked) as e
where $duration = 'time_to_accept'
union all by name
select
    e.*,
    case
        when struct_extract($asked, 'clock') = 'business' then e.resolve_business_seconds
        else e.resolve_seconds
    end as seconds,
    e.resolve_end_kind as ended_by,
    true as is_expected
from asked_escalation($asked) as e
where $duration = 'time_to_resolve'
union all by name
select
    c.*,
    case
        when struct_extract($asked, 'clock') = 'wall' and c.is_opened_exact then
            (
                epoch_us(coalesce(
                    case c.end_kind
                        when 'resolved' then c.resolved_at
                        when 'abandoned' then c.abandoned_at
                        when 'closed' then c.closed_at
                    end,
                    as_of()
                )) - epoch_us(c.opened_at)
            ) // 1000000
    end as seconds,
    c.end_kind as ended_by,
    true as is_expected
from asked_contact($asked) as c
where $duration = 'contact_resolution_time'
