-- fact:   stage.center_log
-- grain:  one row per center
-- key:    center
-- source: stage.contact_end
-- notes:  a log without a single contact that nobody escalated, such as a list of escalations or a
--         filled recording form, cannot say how many there were

select
    c.center,
    count(*) = count(c.hop_count) as is_from_escalation_list
from stage.contact_end as c
group by c.center
