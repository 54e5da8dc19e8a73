-- read:   what changed around the figures: declared change events, and new versions of rules
-- gives:  one row per change, the oldest first: changed_on, kind, title, rule_id
-- source: facts.dim_change_event, facts.dim_rule_version

select
    e.changed_on,
    e.kind,
    e.title,
    e.rule_id
from warehouse.facts.dim_change_event as e
union all
select
    v.valid_from::date as changed_on,
    'rule' as kind,
    v.title,
    v.rule_id
from warehouse.facts.dim_rule_version as v
where v.version > 1
order by changed_on, kind, title
