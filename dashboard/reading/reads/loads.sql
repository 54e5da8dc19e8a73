-- read:   what was loaded, newest first
-- gives:  one row per load and file; is_balanced: read = accepted + quarantined + ignored
-- source: meta.load

select
    l.load_id,
    l.file,
    l.mapping,
    l.rows_read,
    l.rows_accepted,
    l.rows_quarantined,
    l.rows_ignored,
    l.rows_read = l.rows_accepted + l.rows_quarantined + l.rows_ignored as is_balanced
from warehouse.meta.load as l
order by l.load_id desc, l.file asc
