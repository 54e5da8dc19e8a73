-- fact:   stage.hop_clock
-- grain:  one row per hop
-- key:    contact_id, hop
-- source: stage.hop_times, stage.clock
-- notes:  open seconds of a calendar up to each stamp; a business duration is a difference. Waiting
--         for the target runs on the target's calendar, all else on the sender's. Without a
--         calendar it is NULL.

select
    s.*,
    o.open_before + open_within(o.open_seconds, o.open_from, s.opened_us) as opened_open,
    g.open_before + open_within(g.open_seconds, g.open_from, s.first_triggered_us)
        as triggered_open,
    r.open_before + open_within(r.open_seconds, r.open_from, s.raised_us) as raised_open,
    t.open_before + open_within(t.open_seconds, t.open_from, s.raised_us) as target_raised_open,
    h.open_before + open_within(h.open_seconds, h.open_from, s.reach_us) as reach_open,
    a.open_before + open_within(a.open_seconds, a.open_from, s.accept_us) as accept_open,
    e.open_before + open_within(e.open_seconds, e.open_from, s.resolve_us) as resolve_open
from stage.hop_times as s
left join stage.clock as o on s.center = o.center and s.opened_us // 900000000 = o.quarter
left join stage.clock as g on s.center = g.center and s.first_triggered_us // 900000000 = g.quarter
left join stage.clock as r on s.center = r.center and s.raised_us // 900000000 = r.quarter
left join stage.clock as t on s.target_center = t.center and s.raised_us // 900000000 = t.quarter
left join stage.clock as h on s.target_center = h.center and s.reach_us // 900000000 = h.quarter
left join stage.clock as a on s.target_center = a.center and s.accept_us // 900000000 = a.quarter
left join stage.clock as e on s.center = e.center and s.resolve_us // 900000000 = e.quarter
