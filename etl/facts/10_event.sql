-- fact:   stage.event
-- grain:  one row per event
-- key:    none
-- kind:   view
-- source: stage.event_file
-- notes:  sort_key orders the events of a contact: milliseconds, then seq. It fits a bigint for
--         seq up to 4,999,999; the pipeline takes event_ranked.sql for logs beyond that.

select
    f.contact_id,
    f.escalation_id,
    f.event,
    f.center,
    f.team,
    f.channel,
    f.category,
    f.subcategory,
    f.product,
    f.customer_id,
    f.actor,
    f.level,
    f.target,
    f.target_level,
    f.mode,
    f.axis,
    f.rule_id,
    f.rule_basis,
    f.reason,
    f.means,
    f.step,
    f.outcome,
    f.slot,
    f.impact,
    f.urgency,
    f.emergency,
    f.time_basis in ('exact', 'rounded') as is_exact,
    epoch_us(f.occurred_at) as occurred_us,
    (epoch_us(f.occurred_at) // 1000) * 5000000 + f.seq as sort_key,
    -- The moment with its exactness in the last bit: the earliest of several in one comparison.
    epoch_us(f.occurred_at) * 2 + if(f.time_basis in ('exact', 'rounded'), 0, 1) as stamp
from stage.event_file as f
