-- read:   the versions of one rule, the newest first
-- gives:  one row per version with all that it says
-- source: facts.dim_rule_version, facts.dim_rule

select
    v.*,
    v.valid_from::date as first_day,
    v.valid_to::date as next_first_day,
    r.owner,
    r.manual_page
from warehouse.facts.dim_rule_version as v
inner join warehouse.facts.dim_rule as r on v.rule_id = r.rule_id
where v.rule_id = $rule_id
order by v.version desc
