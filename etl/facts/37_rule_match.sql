-- fact:   stage.rule_match
-- grain:  one row per situation that at least one rule in force covers
-- key:    situation_id
-- source: stage.situation, stage.rule_epoch, facts.dim_rule_condition
-- notes:  a rule covers a situation when every condition of one of its branches holds; an unknown
--         value holds nothing. Of several rules the most specific is taken, by the number of
--         conditions of its longest branch that holds, then the first by number.

with item as (
    unpivot (
        select
            s.situation_id,
            s.rule_epoch,
            s.center,
            s.team,
            s.channel,
            s.category,
            s.subcategory,
            s.product,
            s.impact::varchar as impact,
            s.urgency::varchar as urgency,
            s.risk,
            s.reason
        from stage.situation as s
    )
    on center, team, channel, category, subcategory, product, impact, urgency, risk, reason
    into name item value item_value
),

condition_count as (
    select
        c.rule_version_id,
        c.branch,
        count(*) as condition_count
    from facts.dim_rule_condition as c
    group by c.rule_version_id, c.branch
),

covering_branch as (
    select
        i.situation_id,
        e.rule_id,
        e.rule_version_id,
        e.level,
        c.branch,
        n.condition_count
    from item as i
    inner join facts.dim_rule_condition as c on i.item = c.item
    inner join stage.rule_epoch as e
        on c.rule_version_id = e.rule_version_id and i.rule_epoch = e.rule_epoch
    inner join condition_count as n
        on c.rule_version_id = n.rule_version_id and c.branch = n.branch
    where
        case c.comparison
            when 'is' then i.item_value = c.value
            when 'is_not' then i.item_value <> c.value
            when 'in' then list_contains(string_split(c.value, ','), i.item_value)
            when 'not_in' then not list_contains(string_split(c.value, ','), i.item_value)
            when 'at_least' then try_cast(i.item_value as double) >= try_cast(c.value as double)
            when 'at_most' then try_cast(i.item_value as double) <= try_cast(c.value as double)
        end
    group by all
    having count(*) = n.condition_count
),

covering as (
    select
        b.situation_id,
        b.rule_id,
        b.rule_version_id,
        b.level,
        max(b.condition_count) as condition_count
    from covering_branch as b
    group by b.situation_id, b.rule_id, b.rule_version_id, b.level
)

select
    c.situation_id,
    arg_min(c.rule_id, (-c.condition_count, c.rule_id)) as matched_rule_id,
    arg_min(c.rule_version_id, (-c.condition_count, c.rule_id)) as matched_rule_version_id,
    count(*)::integer as matched_rule_count,
    count(distinct c.level)::integer as matched_level_count
from covering as c
group by c.situation_id
