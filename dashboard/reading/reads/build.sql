-- read:   this build of the warehouse
-- gives:  one row; as_of and built_at on the center's clock, as text; is_implied: nothing but
--         categories stands in for rules
-- source: meta.build, facts.fct_contact, facts.agg_contact_day, facts.fct_escalation

with contact as (
    select count(*) as contact_count from warehouse.facts.fct_contact
),

counted as (
    select count(*) as day_count from warehouse.facts.agg_contact_day
),

implied as (
    select
        count(*) filter (where e.rule_basis = 'implied') > 0
        and count(*) filter (where e.rule_basis in ('named', 'matched')) = 0 as is_implied
    from warehouse.facts.fct_escalation as e
)

select
    b.build_id,
    b.time_zone,
    b.code_version,
    strftime(b.as_of, '%Y/%m/%d %H:%M') as as_of,
    strftime(b.built_at, '%Y/%m/%d %H:%M') as built_at,
    contact.contact_count + counted.day_count > 0 as has_rows,
    implied.is_implied
from warehouse.meta.build as b
cross join contact
cross join counted
cross join implied
