-- read:   which version of a metric kept a table
-- gives:  its digest; no row where nothing was kept
-- source: the warehouse's own catalog

select t.comment as digest
from duckdb_tables() as t
where t.database_name = 'warehouse' and t.schema_name = 'kept' and t.table_name = $table
