-- cases: under_escalation_suspected_count
-- gives: contacts that show at least one sign of a missed or late escalation, and which

with signal as (
    select
        c.*,
        coalesce(
            c.risk in ('very_high', 'high') and (
                c.escalate_end_kind in ('resolved', 'abandoned')
                or coalesce(c.hesitation_seconds, c.escalate_seconds) > t.target_seconds
            ), false
        ) as is_by_risk,
        coalesce(
            least(c.first_escalated_at, c.resolved_at, c.abandoned_at, as_of())
            > c.demanded_at + to_seconds($demand_seconds), false
        ) as is_by_demand,
        coalesce(
            c.first_escalated_at > least(c.first_reopened_at, c.complained_at), false
        ) as is_by_aftermath
    from asked_contact($asked) as c
    left join warehouse.facts.dim_risk_target as t on c.risk = t.risk
)

select
    s.contact_id,
    null::varchar as escalation_id,
    s.opened_at as happened_at,
    s.day,
    s.center,
    s.team,
    s.channel,
    s.category,
    s.rule_id,
    s.level,
    s.risk,
    s.is_by_risk,
    s.is_by_demand,
    s.is_by_aftermath
from signal as s
where s.is_by_risk or s.is_by_demand or s.is_by_aftermath
order by happened_at desc, s.contact_id asc
