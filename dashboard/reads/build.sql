-- read:   this build of the warehouse
-- gives:  one row; as_of and built_at on the center's clock, as text
-- source: meta.build, facts.agg_contact_day

select
    b.build_id,
    b.time_zone,
    b.code_version,
    strftime(b.as_of, '%Y/%m/%d %H:%M') as as_of,
    strftime(b.built_at, '%Y/%m/%d %H:%M') as built_at,
    (select count(*) from warehouse.facts.fct_contact)
    + (select count(*) from warehouse.facts.agg_contact_day) as rows_on_record,
    (
        select coalesce(bool_and(r.is_implied), false)
        from warehouse.facts.dim_rule as r
    ) as is_implied
from warehouse.meta.build as b
