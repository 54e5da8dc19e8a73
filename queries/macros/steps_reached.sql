-- table: steps_reached(asked, grain)
-- gives: per group, how many contacts got to each of the seven steps (reached), of how many the log
--        can tell (known), and how many of those escalated got there (reached_escalated); NULL for
--        none

-- Few combinations of steps occur, so contacts are counted once and added up many times.
with combination as (
    select
        columns($grain),
        c.is_escalated,
        c.is_from_escalation_list is not true as is_from_whole_log,
        c.is_handled_on_site,
        c.is_decided,
        c.is_followed_up,
        c.is_confirmed,
        c.is_reviewed,
        count(*) as n
    from asked_contact($asked) as c
    group by all
)

select
    struct_pack(*columns($grain)) as cell,
    sum(s.n)::bigint as case_count,
    sum(s.n) filter (where s.is_escalated)::bigint as escalated_count,
    [
        case_count,
        sum(s.n) filter (where s.is_handled_on_site)::bigint,
        -- A list of escalations alone cannot say how many got that far.
        sum(s.n) filter (where s.is_escalated and s.is_from_whole_log)::bigint,
        sum(s.n) filter (where s.is_decided)::bigint,
        sum(s.n) filter (where s.is_followed_up)::bigint,
        sum(s.n) filter (where s.is_confirmed)::bigint,
        sum(s.n) filter (where s.is_reviewed)::bigint
    ] as reached,
    [
        case_count,
        sum(s.n) filter (where s.is_handled_on_site is not null)::bigint,
        if(has_escalations(), sum(s.n) filter (where s.is_from_whole_log), 0)::bigint,
        sum(s.n) filter (where s.is_decided is not null)::bigint,
        sum(s.n) filter (where s.is_followed_up is not null)::bigint,
        sum(s.n) filter (where s.is_confirmed is not null)::bigint,
        sum(s.n) filter (where s.is_reviewed is not null)::bigint
    ] as known,
    [
        escalated_count,
        sum(s.n) filter (where s.is_escalated and s.is_handled_on_site)::bigint,
        escalated_count,
        sum(s.n) filter (where s.is_decided)::bigint,
        sum(s.n) filter (where s.is_escalated and s.is_followed_up)::bigint,
        sum(s.n) filter (where s.is_escalated and s.is_confirmed)::bigint,
        sum(s.n) filter (where s.is_escalated and s.is_reviewed)::bigint
    ] as reached_escalated
from combination as s
group by all
