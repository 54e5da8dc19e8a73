-- read:   what analysis of the rule book finds about one rule
-- gives:  one row per finding with its explanation in both languages
-- source: facts.rule_finding

select
    f.kind,
    f.explained_ja,
    f.explained_en,
    f.contacts,
    f.escalations
from warehouse.facts.rule_finding as f
where
    f.valid_to is null
    and (f.rule_id = $rule_id or list_contains(f.other_rule_ids, $rule_id))
order by f.kind
