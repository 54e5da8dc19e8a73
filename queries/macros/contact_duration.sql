-- table: contact_duration(asked, duration)
-- gives: contacts with how long one thing took on the asked clock (seconds) and what ended it
--        (ended_by); is_expected says for which of them the log ought to know

select
    c.*,
    case $duration
        when 'time_to_escalate'
            then on_clock($asked, c.escalate_seconds, c.escalate_business_seconds)
        when 'hesitation' then on_clock($asked, c.hesitation_seconds, c.hesitation_business_seconds)
        when 'contact_resolution_time'
            then on_clock($asked, c.resolve_seconds, c.resolve_business_seconds)
        when 'time_to_assess' then on_clock($asked, c.assess_seconds, c.assess_business_seconds)
    end as seconds,
    case $duration
        when 'time_to_escalate' then c.escalate_end_kind
        when 'hesitation' then c.hesitation_end_kind
        when 'contact_resolution_time' then c.end_kind
        when 'time_to_assess' then c.assess_end_kind
    end as ended_by,
    -- A contact that needed no help has no trigger; one that was escalated must have had one.
    $duration <> 'hesitation' or c.is_escalated as is_expected
from asked_contact($asked) as c
