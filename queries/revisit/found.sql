-- evidence: what the rule set itself does that nobody meant
-- gives:    conflicts, overlaps, rules that never apply and gaps, as of a week's end
-- params:   stop DATE
-- source:   facts.rule_finding
-- notes:    counts are of the time in which the finding held; NULL where they say nothing

select
    f.kind,
    f.rule_id,
    f.rule_version_id,
    f.other_rule_ids,
    f.condition,
    f.witness,
    f.valid_from::date as since,
    f.contacts,
    f.escalations as cases,
    f.explained_ja,
    f.explained_en
from warehouse.facts.rule_finding as f
where
    f.valid_from < $stop::date::timestamptz
    and (f.valid_to is null or f.valid_to >= $stop::date::timestamptz)
order by f.kind asc, f.escalations desc nulls last, f.rule_id asc, f.condition asc
