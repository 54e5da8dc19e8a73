-- read:   the escalations of one contact, in order, each with the rule version in force
-- gives:  facts only; no person
-- source: facts.fct_escalation, facts.dim_rule_version

select
    e.hop,
    strftime(e.raised_at, '%Y/%m/%d %H:%M') as raised_at,
    e.level,
    e.target,
    e.mode,
    e.means,
    e.rule_id,
    e.rule_version_id,
    coalesce(v.title, r.title) as rule_title,
    e.accept_seconds,
    e.resolve_seconds,
    e.judgement
from warehouse.facts.fct_escalation as e
left join warehouse.facts.dim_rule_version as v using (rule_version_id)
left join warehouse.facts.dim_rule as r on e.rule_id = r.rule_id
where e.contact_id = $contact_id
order by e.hop
