-- cases: risk_matrix_escalation_rate
-- gives: contacts of a known risk that were escalated

select
    c.contact_id,
    null::varchar as escalation_id,
    c.opened_at as happened_at,
    c.day,
    c.center,
    c.team,
    c.channel,
    c.category,
    c.rule_id,
    c.level,
    c.impact,
    c.urgency,
    c.risk,
    c.escalate_seconds,
    c.escalate_end_kind
from asked_contact($asked) as c
where
    c.is_escalated
    and c.is_from_escalation_list is not true
    and c.impact is not null
    and c.urgency is not null
order by happened_at desc, c.contact_id asc
