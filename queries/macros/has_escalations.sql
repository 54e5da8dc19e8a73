-- scalar: has_escalations()
-- gives:  whether the log records escalations at all; without, "not escalated" says nothing

select count(*) > 0
from warehouse.meta.source as s
where s.event = 'escalated' and s.event_count > 0
