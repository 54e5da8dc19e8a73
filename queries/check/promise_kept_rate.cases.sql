-- cases: promise_kept_rate
-- gives: contacts of which every promised time that passed was kept

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
    c.promise_count,
    c.pending_promise_count
from asked_contact($asked) as c
where c.is_promise_kept
order by happened_at desc, c.contact_id asc
