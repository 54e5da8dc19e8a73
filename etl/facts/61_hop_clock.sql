-- fact:   stage.hop_clock
-- grain:  one row per hop
-- key:    contact_id, hop
-- source: stage.hop_times, stage.hop, stage.contact_event, stage.clock
-- notes:  open seconds of the calendar up to each stamp; a business duration is a difference. The
--         clock is the sender's center's. Without a calendar it is NULL.

with stamped as (
    select
        t.*,
        coalesce(h.center, c.center, '*') as center
    from stage.hop_times as t
    inner join stage.hop as h on t.contact_id = h.contact_id and t.hop = h.hop
    inner join stage.contact_event as c on t.contact_id = c.contact_id
)

select
    s.contact_id,
    s.hop,
    o.open_before + least(o.open_seconds, s.opened_us % 900000000 // 1000000) as opened_open,
    g.open_before + least(g.open_seconds, s.first_triggered_us % 900000000 // 1000000)
        as triggered_open,
    r.open_before + least(r.open_seconds, s.raised_us % 900000000 // 1000000) as raised_open,
    h.open_before + least(h.open_seconds, s.reach_us % 900000000 // 1000000) as reach_open,
    a.open_before + least(a.open_seconds, s.accept_us % 900000000 // 1000000) as accept_open,
    e.open_before + least(e.open_seconds, s.resolve_us % 900000000 // 1000000) as resolve_open
from stamped as s
left join stage.clock as o on s.center = o.center and s.opened_us // 900000000 = o.quarter
left join stage.clock as g on s.center = g.center and s.first_triggered_us // 900000000 = g.quarter
left join stage.clock as r on s.center = r.center and s.raised_us // 900000000 = r.quarter
left join stage.clock as h on s.center = h.center and s.reach_us // 900000000 = h.quarter
left join stage.clock as a on s.center = a.center and s.accept_us // 900000000 = a.quarter
left join stage.clock as e on s.center = e.center and s.resolve_us // 900000000 = e.quarter
