-- check: whether seq runs beyond what a stamp holds; see 10_event.sql
-- gives: one row, NULL without events

select min(e.seq) < 0 or max(e.seq) >= $seq_limit as is_long
from stage.event_source as e
