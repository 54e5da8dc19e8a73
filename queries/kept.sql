-- read:   which version of its metric kept each table
-- gives:  table_name and digest; no row where nothing was kept
-- source: the warehouse's own catalog

select
    t.table_name,
    t.comment as digest
from duckdb_tables() as t
where t.database_name = 'warehouse' and t.schema_name = 'kept'
