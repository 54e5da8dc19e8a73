-- cases: trouble_after_delay_rate
-- gives: contacts complained about or reopened after their escalation, the longest delay first

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
    on_clock($asked, c.hesitation_seconds, c.hesitation_business_seconds) as waited_seconds,
    c.is_complained,
    c.is_reopened
from asked_contact($asked) as c
where
    c.hesitation_end_kind = 'escalated'
    and c.is_escalated_after_trouble is not true
    and (c.is_complained or c.is_reopened)
    and waited_seconds is not null
order by waited_seconds desc, c.contact_id asc
