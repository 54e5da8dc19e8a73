-- evidence: the rules and the version in force
-- gives:    per rule that is not retired: title, category, and since when a changed version holds
-- params:   stop DATE
-- source:   facts.dim_rule, facts.dim_rule_version
-- notes:    since is NULL for a first version: there is no older one to mix it up with

with in_force as (
    select
        v.rule_id,
        v.title,
        v.category,
        v.review_by,
        case when v.version > 1 then v.valid_from::date end as since
    from warehouse.facts.dim_rule_version as v
    where v.valid_from < $stop::date::timestamptz
    qualify row_number() over (partition by v.rule_id order by v.version desc) = 1
)

select
    r.rule_id,
    coalesce(f.title, r.title, r.rule_id) as title,
    f.category,
    f.review_by,
    f.since,
    coalesce(r.is_implied, false) as is_implied,
    coalesce(r.status = 'retired', false) as is_retired
from warehouse.facts.dim_rule as r
left join in_force as f on r.rule_id = f.rule_id
order by r.rule_id asc
