-- read:   notes of the customer's words and reports
-- gives:  note, each once; whether it is the customer's, whether it is a report's
-- source: stage.event_file

select
    f.note,
    bool_or(f.event in ('told', 'complained', 'feedback', 'triggered')) as is_customer,
    bool_or(f.event in ('escalated', 'reported')) as is_report
from stage.event_file as f
where
    f.event in ('told', 'complained', 'feedback', 'triggered', 'escalated', 'reported')
    and f.note is not null
group by f.note
