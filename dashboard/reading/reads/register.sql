-- read:   the rule book as it stood at the end of a week
-- gives:  one row per rule: the version in force on $stop, else the first one to come, else the
--         last one; standing: in_force, to_come or ended; versions so far
-- source: facts.dim_rule, facts.dim_rule_version

with placed as (
    select
        v.*,
        case
            when v.valid_from >= $stop::timestamp then 'to_come'
            when v.valid_to is null or v.valid_to >= $stop::timestamp then 'in_force'
            else 'ended'
        end as standing,
        count(*) over (partition by v.rule_id) as version_count
    from warehouse.facts.dim_rule_version as v
),

shown as (
    select *
    from placed as p
    qualify
        row_number() over (
            partition by p.rule_id
            order by
                case p.standing when 'in_force' then 1 when 'to_come' then 2 else 3 end asc,
                case when p.standing = 'ended' then -p.version else p.version end asc
        ) = 1
)

select
    s.rule_id,
    s.title,
    s.standing,
    s.category,
    s.target,
    s.mode,
    s.limit_seconds,
    s.limit_clock,
    r.owner,
    s.review_by,
    s.review_by < $stop::date as is_overdue,
    s.version,
    s.version_count,
    s.valid_from::date as valid_from,
    s.is_machine_readable
from shown as s
inner join warehouse.facts.dim_rule as r on s.rule_id = r.rule_id
order by s.rule_id
