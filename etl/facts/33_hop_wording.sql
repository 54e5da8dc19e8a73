-- fact:   stage.hop_wording
-- grain:  one row per hop with a report in words
-- key:    contact_id, hop
-- source: stage.hop, stage.hop_event, stage.note_wording
-- notes:  the report is the note of the escalation and those of its reports, each distinct one
--         once: a source may repeat it for every item

with written as (
    select
        h.contact_id,
        h.hop,
        h.note
    from stage.hop as h
    where h.note is not null
    union
    select
        e.contact_id,
        e.hop,
        e.note
    from stage.hop_event as e
    where e.note is not null
)

select
    w.contact_id,
    w.hop,
    sum(n.text_length)::integer as report_length,
    bool_or(n.has_number) as has_report_number,
    bool_or(n.is_heated) as is_report_heated
from written as w
inner join stage.note_wording as n on w.note = n.note
group by w.contact_id, w.hop
