-- table: escalation_duration(asked, duration)
-- gives: escalations with how long one thing took on the asked clock (seconds) and what ended it
--        (ended_by); is_expected says for which of them the log ought to know

select
    e.*,
    case $duration
        when 'time_to_reach' then on_clock($asked, e.reach_seconds, e.reach_business_seconds)
        when 'time_to_accept' then on_clock($asked, e.accept_seconds, e.accept_business_seconds)
        when 'time_to_resolve' then on_clock($asked, e.resolve_seconds, e.resolve_business_seconds)
    end as seconds,
    case $duration
        when 'time_to_reach' then e.reach_end_kind
        when 'time_to_accept' then e.accept_end_kind
        when 'time_to_resolve' then e.resolve_end_kind
    end as ended_by,
    true as is_expected
from asked_escalation($asked) as e
where is_asked_number(struct_extract($asked, 'hop'), e.hop)
