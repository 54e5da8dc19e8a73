-- fact:   stage.contact_event
-- grain:  one row per contact
-- key:    contact_id
-- kind:   view
-- source: stage.contact_stamp
-- notes:  stamps taken apart into the moment and whether it is a stamp of its own. A contact
--         without an opening on record begins with its first event and is never timed from there.
--         One that was closed and never called resolved was solved all the same.

with ended as (
    select
        s.*,
        least(s.resolved_stamp, s.closed_stamp) as ended_stamp
    from stage.contact_stamp as s
)

select
    e.* exclude (
        e.opened_stamp, e.trigger_stamp, e.resolved_stamp, e.closed_stamp, e.abandoned_stamp
    ),
    coalesce(e.opened_stamp, e.first_stamp) // 2 as opened_us,
    coalesce(e.opened_stamp % 2 = 0, false) as is_opened_exact,
    e.trigger_stamp // 2 as first_triggered_us,
    e.trigger_stamp % 2 = 0 as is_trigger_exact,
    e.resolved_stamp // 2 as resolved_us,
    e.closed_stamp // 2 as closed_us,
    e.ended_stamp // 2 as ended_us,
    e.ended_stamp % 2 = 0 as is_ended_exact,
    e.abandoned_stamp // 2 as abandoned_us,
    e.abandoned_stamp % 2 = 0 as is_abandoned_exact
from ended as e
