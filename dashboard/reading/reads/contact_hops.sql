-- read:   the escalations of one contact, in order, each with the rule version in force
-- gives:  facts only; no person
-- source: facts.fct_escalation, facts.dim_rule_version, facts.dim_rule

with hop as (
    select e.*
    from warehouse.facts.fct_escalation as e
    where e.contact_id = $contact_id
)

select
    h.hop,
    strftime(h.raised_at, '%Y/%m/%d %H:%M') as raised_at,
    h.level,
    h.target,
    h.mode,
    h.means,
    h.rule_id,
    h.rule_version_id,
    coalesce(v.title, r.title) as rule_title,
    h.accept_seconds,
    h.resolve_seconds,
    h.judgement
from hop as h
left join warehouse.facts.dim_rule_version as v on h.rule_version_id = v.rule_version_id
left join warehouse.facts.dim_rule as r on h.rule_id = r.rule_id
order by h.hop
