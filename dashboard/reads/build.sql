-- read:   this build of the warehouse
-- gives:  one row; as_of and built_at on the center's clock, as text; is_implied: categories
--         stand in for rules
-- source: meta.build, facts.fct_contact, facts.agg_contact_day, facts.fct_escalation

select
    b.build_id,
    b.time_zone,
    b.code_version,
    strftime(b.as_of, '%Y/%m/%d %H:%M') as as_of,
    strftime(b.built_at, '%Y/%m/%d %H:%M') as built_at,
    exists (select 1 from warehouse.facts.fct_contact)
    or exists (select 1 from warehouse.facts.agg_contact_day) as has_rows,
    exists (
        select 1
        from warehouse.facts.fct_escalation as e
        where e.rule_basis = 'implied'
    ) as is_implied
from warehouse.meta.build as b
