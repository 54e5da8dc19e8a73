-- fact:   stage.contact_clock
-- grain:  one row per contact
-- key:    contact_id
-- kind:   view
-- source: stage.contact_times, stage.clock
-- notes:  open seconds of the center's calendar between the stamps; NULL without a calendar

select
    t.*,
    e.open_before + open_within(e.open_seconds, e.open_from, t.end_us)
    - o.open_before - open_within(o.open_seconds, o.open_from, t.opened_us)
        as escalate_open,
    e.open_before + open_within(e.open_seconds, e.open_from, t.end_us)
    - g.open_before - open_within(g.open_seconds, g.open_from, t.first_triggered_us)
        as hesitation_open,
    r.open_before + open_within(r.open_seconds, r.open_from, t.resolve_us)
    - o.open_before - open_within(o.open_seconds, o.open_from, t.opened_us)
        as resolve_open,
    a.open_before + open_within(a.open_seconds, a.open_from, t.assess_us)
    - o.open_before - open_within(o.open_seconds, o.open_from, t.opened_us)
        as assess_open
from stage.contact_times as t
left join stage.clock as o
    on coalesce(t.center, '*') = o.center and t.opened_us // 900000000 = o.quarter
left join stage.clock as g
    on coalesce(t.center, '*') = g.center and t.first_triggered_us // 900000000 = g.quarter
left join stage.clock as e
    on coalesce(t.center, '*') = e.center and t.end_us // 900000000 = e.quarter
left join stage.clock as r
    on coalesce(t.center, '*') = r.center and t.resolve_us // 900000000 = r.quarter
left join stage.clock as a
    on coalesce(t.center, '*') = a.center and t.assess_us // 900000000 = a.quarter
