-- fact:   stage.promise
-- grain:  one row per promised time of a contact, whoever repeats it
-- key:    contact_id, due_us
-- source: stage.event, stage.build, stage.recorded
-- notes:  somebody gets back to the customer, solves the matter or files it: whichever comes next
--         keeps the promise if it comes by then. What is written down after its own time promises
--         nothing; a customer who is gone by then waits for nothing. An end that is not timed
--         does not tell. A promise that is not due as of the build is neither kept nor broken.

with promised as (
    select
        e.contact_id,
        e.due_us,
        min(e.sort_key) as promised_key,
        min(e.occurred_us) as promised_us
    from stage.event as e
    where e.due_us is not null
    group by e.contact_id, e.due_us
),

ended as (
    select
        p.contact_id,
        p.due_us,
        min(e.stamp) filter (where e.event <> 'abandoned') as end_stamp,
        min(e.stamp) filter (where e.event = 'abandoned') as gone_stamp
    from promised as p
    left join stage.event as e
        on
            p.contact_id = e.contact_id
            and p.promised_key < e.sort_key
            and e.event in ('followed_up', 'resolved', 'closed', 'abandoned')
    where p.promised_us < p.due_us
    group by p.contact_id, p.due_us
),

told as (
    select
        e.*,
        e.due_us <= b.as_of_us as is_due,
        coalesce(e.gone_stamp < coalesce(e.end_stamp, e.gone_stamp + 1), false) as is_gone_first,
        d.has_promise_end
    from ended as e
    cross join stage.build as b
    cross join stage.recorded as d
)

select
    t.contact_id,
    t.due_us,
    t.is_due,
    case
        when not t.is_due or not t.has_promise_end then null
        when t.is_gone_first then if(is_own(t.gone_stamp), false, null)
        when t.end_stamp is null then false
        when is_own(t.end_stamp) then moment_us(t.end_stamp) <= t.due_us
    end as is_kept
from told as t
where not (t.is_gone_first and is_own(t.gone_stamp) and moment_us(t.gone_stamp) <= t.due_us)
