-- fact:   stage.contact_event
-- grain:  one row per contact
-- key:    contact_id
-- kind:   view
-- source: stage.contact_stamp
-- notes:  a contact without an opening on record begins with its first event and is never timed
--         from there; one that was closed and never called resolved was solved all the same

select
    s.*,
    coalesce(is_own(s.opened_stamp), false) as is_opened_exact,
    least(s.resolved_stamp, s.closed_stamp) as ended_stamp,
    moment_us(coalesce(s.opened_stamp, s.first_stamp)) as opened_us,
    moment_us(s.trigger_stamp) as first_triggered_us,
    moment_us(s.demand_stamp) as demanded_us,
    moment_us(s.assessed_stamp) as first_assessed_us,
    moment_us(s.resolved_stamp) as resolved_us,
    moment_us(s.closed_stamp) as closed_us,
    moment_us(s.abandoned_stamp) as abandoned_us,
    moment_us(s.reopened_stamp) as first_reopened_us,
    moment_us(s.complained_stamp) as complained_us
from stage.contact_stamp as s
