-- evidence: variation between operators
-- gives:    per rule, over the operators with min_cases contacts or more that the rule covers: how
--           many they are, their contacts, those escalated, and what the variation is worked out of
-- params:   asked, stop DATE, min_cases INTEGER
-- source:   facts.agg_operator_group, facts.dim_rule_version
-- notes:    from the first whole week of the version in force, so that versions are not mixed;
--           nothing here can be traced to one operator

with version_start as (
    select
        v.rule_id,
        date_trunc('week', v.valid_from::date + 6)::date as first_week
    from warehouse.facts.dim_rule_version as v
    where v.valid_from < $stop::date::timestamptz and v.version > 1
    qualify row_number() over (partition by v.rule_id order by v.version desc) = 1
),

decided as (
    select
        g.rule_id,
        g.operator_number,
        sum(g.contact_count)::double as contacts,
        sum(g.escalated_count)::double as escalated
    from asked_operator_group($asked) as g
    left join version_start as v on g.rule_id = v.rule_id
    where g.rule_id is not null and (v.first_week is null or g.week_start >= v.first_week)
    group by g.rule_id, g.operator_number
)

select
    d.rule_id,
    count(*) filter (where d.operator_number is not null and d.contacts >= $min_cases) as operators,
    coalesce(sum(d.contacts) filter (
        where d.operator_number is not null and d.contacts >= $min_cases
    ), 0)::bigint as contacts,
    coalesce(sum(d.escalated) filter (
        where d.operator_number is not null and d.contacts >= $min_cases
    ), 0)::bigint as escalated,
    sum(d.escalated * d.escalated / d.contacts) filter (
        where d.operator_number is not null and d.contacts >= $min_cases
    ) as spread,
    sum(1 / d.contacts) filter (
        where d.operator_number is not null and d.contacts >= $min_cases
    ) as inverse,
    sum(d.contacts * d.contacts) filter (
        where d.operator_number is not null and d.contacts >= $min_cases
    ) as squares,
    sum(d.contacts) filter (where d.operator_number is not null) / sum(d.contacts) as coverage
from decided as d
group by d.rule_id
order by d.rule_id asc
