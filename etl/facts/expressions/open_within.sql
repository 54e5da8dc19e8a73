-- expression: open_within(open_seconds, open_from, stamp_us)
-- gives:      open seconds of a quarter of an hour that have passed at a moment within it

greatest(0, least(open_seconds, stamp_us % 900000000 // 1000000 - open_from))
