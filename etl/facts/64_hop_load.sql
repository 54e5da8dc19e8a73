-- fact:   stage.hop_load
-- grain:  one row per hop
-- key:    contact_id, hop
-- source: stage.hop, stage.hop_rule, stage.hop_summary, stage.hop_times
-- notes:  how long a hop weighs on the role that is asked: from being raised until the advice, the
--         return, the next hop, or the end of its contact, whichever comes first. A consult without
--         advice on record weighs until it is accepted, which is the last that is known of it.
--         until_us is NULL where the role or either time is not known.

with ended as (
    select
        h.contact_id,
        h.hop,
        h.target,
        h.raised_us,
        h.raised_stamp,
        least(
            t.left_stamp,
            t.resolve_stamp,
            s.returned_stamp,
            s.advised_stamp,
            if(h.mode = 'consult' and s.advised_stamp is null, s.accepted_stamp, null)
        ) as until_stamp
    from stage.hop as h
    inner join stage.hop_times as t on h.contact_id = t.contact_id and h.hop = t.hop
    left join stage.hop_summary as s on h.contact_id = s.contact_id and h.hop = s.hop
)

select
    e.contact_id,
    e.hop,
    r.center,
    e.target,
    e.raised_us,
    case
        when
            e.target is not null
            and is_own(e.raised_stamp)
            and is_own(e.until_stamp)
            and e.until_stamp >= e.raised_stamp
            then moment_us(e.until_stamp)
    end as until_us
from ended as e
inner join stage.hop_rule as r on e.contact_id = r.contact_id and e.hop = r.hop
