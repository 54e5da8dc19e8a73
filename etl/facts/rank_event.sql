-- Events of a log whose seq runs beyond what a stamp holds: seq becomes its rank in the contact.

select
    f.* replace (
        dense_rank() over (partition by f.contact_id order by f.seq) as seq
    )
from stage.event_source as f
