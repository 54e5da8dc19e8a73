-- fact:   stage.contact_promise
-- grain:  one row per contact with a promised time
-- key:    contact_id
-- source: stage.promise
-- notes:  one broken promise tells; where none is known to be broken, all must be known to be kept

select
    p.contact_id,
    (count(*) filter (where p.is_due))::integer as promise_count,
    (count(*) filter (where not p.is_due))::integer as pending_promise_count,
    case
        when bool_or(not p.is_kept) then false
        when count(p.is_kept) = count(*) filter (where p.is_due) then bool_and(p.is_kept)
    end as is_promise_kept,
    min(p.due_us) filter (where not p.is_kept) as missed_due_us
from stage.promise as p
group by p.contact_id
