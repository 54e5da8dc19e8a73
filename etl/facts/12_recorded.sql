-- fact:   stage.recorded
-- grain:  one row: what this log records at all
-- key:    none
-- source: stage.event
-- notes:  an end that a log never records is unknown, not absent

with kind as (
    select
        e.event,
        -- Where no assessment has a time of its own, none can be said to have come late or never.
        bool_or(e.impact is not null and e.urgency is not null and is_own(e.stamp))
            as is_assessment_timed,
        bool_or(e.due_us is not null) as has_due
    from stage.event as e
    group by e.event
)

select
    coalesce(bool_or(e.event = 'attempted'), false) as has_attempt,
    coalesce(bool_or(e.event = 'accepted'), false) as has_acceptance,
    coalesce(bool_or(e.event = 'abandoned'), false) as has_abandonment,
    coalesce(bool_or(e.event = 'resolved'), false) as has_resolution,
    coalesce(bool_or(e.event = 'reopened'), false) as has_reopening,
    coalesce(bool_or(e.event = 'complained'), false) as has_complaint,
    coalesce(bool_or(e.event = 'returned'), false) as has_return,
    coalesce(bool_or(e.event = 'escalated'), false) as has_escalation,
    -- That a customer was waited for is a sign of work, and no record of what work there was.
    coalesce(bool_or(e.event in ('asked', 'told', 'held')), false) as has_handling,
    coalesce(bool_or(e.event in ('accepted', 'advised')), false) as has_decision,
    coalesce(bool_or(e.event = 'followed_up'), false) as has_follow_up,
    coalesce(bool_or(e.event = 'confirmed'), false) as has_confirmation,
    coalesce(bool_or(e.event = 'reviewed'), false) as has_review,
    coalesce(bool_or(e.event = 'reported'), false) as has_report,
    coalesce(bool_or(e.has_due), false) as has_promise,
    coalesce(bool_or(e.event in ('followed_up', 'resolved', 'closed')), false)
        as has_promise_end,
    coalesce(bool_or(e.event = 'assessed' and e.is_assessment_timed), false)
        as has_timed_assessment
from kind as e
