-- evidence: rules older than a change that concerns them
-- gives:    per rule in force, the first change after its version began, how many there were, and
--           the escalations under it since
-- params:   stop DATE
-- source:   facts.dim_rule_version, facts.dim_rule_condition, facts.dim_change_event,
--           facts.fct_escalation
-- notes:    a change concerns the rule it names, else the rules about its category and product,
--           else all. A change of recording moves figures and leaves rules as right as before

with span as (
    select $stop::date as stop
),

asked_item as (
    select
        c.rule_version_id,
        c.item,
        unnest(string_split(c.value, ',')) as value
    from warehouse.facts.dim_rule_condition as c
    where c.item in ('category', 'product') and c.comparison in ('is', 'in')
),

concerned as (
    select
        v.rule_id,
        v.rule_version_id,
        min(e.changed_on) as since,
        arg_min(e.title, e.changed_on) as change_title,
        arg_min(e.kind, e.changed_on) as change_kind,
        count(*) as change_count
    from warehouse.facts.dim_rule_version as v
    cross join span as s
    inner join warehouse.facts.dim_change_event as e
        on
            v.valid_from::date < e.changed_on
            and s.stop > e.changed_on
            and e.kind <> 'recording'
            and (e.rule_id is null or v.rule_id = e.rule_id)
    left join asked_item as c
        on
            v.rule_version_id = c.rule_version_id
            and c.item = 'category'
            and e.category = c.value
    left join asked_item as p
        on
            v.rule_version_id = p.rule_version_id
            and p.item = 'product'
            and e.product = p.value
    where
        v.valid_from < s.stop::timestamptz
        and (v.valid_to is null or v.valid_to >= s.stop::timestamptz)
        and (e.rule_id is not null or e.category is null or c.value is not null)
        and (e.rule_id is not null or e.product is null or p.value is not null)
    group by v.rule_id, v.rule_version_id
)

select
    c.*,
    (
        select count(*)
        from warehouse.facts.fct_escalation as e
        where e.rule_id = c.rule_id and e.day >= c.since and e.day < s.stop
    ) as cases
from concerned as c
cross join span as s
order by c.rule_id asc
