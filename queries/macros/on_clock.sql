-- expression: on_clock(asked, wall, business)
-- gives:      the seconds of the clock that is asked for

select if(struct_extract($asked, 'clock') = 'business', $business, $wall)
