-- read:   wordings of what was asked or told, where no item is on record
-- gives:  note, each once
-- source: stage.event_file

select distinct f.note
from stage.event_file as f
where f.event in ('asked', 'told') and f.slot is null and f.note is not null
