-- expression: is_own(stamp)
-- gives:      whether a stamp is the event's own, and not only a date or borrowed

stamp % 2 = 0
