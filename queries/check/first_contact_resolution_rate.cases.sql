-- cases: first_contact_resolution_rate
-- gives: resolved contacts that did not come back in time

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
    c.resolved_at,
    c.is_escalated,
    c.hop_count
from asked_contact($asked) as c
where
    epoch_us(c.resolved_at) <= epoch_us(as_of()) - $reopen_days * 86400000000
    and c.is_reopened is not null
    and (
        epoch_us(c.first_reopened_at) <= epoch_us(c.resolved_at) + $reopen_days * 86400000000
    ) is not true
order by happened_at desc, c.contact_id asc
