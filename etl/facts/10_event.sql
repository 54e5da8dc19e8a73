-- fact:   stage.event
-- grain:  one row per event
-- key:    none
-- kind:   view
-- source: stage.event_file
-- notes:  a stamp is one number: milliseconds, then seq (below a million), then one bit that is set
--         when the time is not the event's own. Ends are compared as stamps, so that equal times
--         are told apart by seq; moment_us and is_own take a stamp apart.

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
    f.note,
    f.impact,
    f.urgency,
    f.emergency,
    f.risk_kind,
    f.customer_kind,
    epoch_us(f.due_at) as due_us,
    -- A score of the customer's is no amount.
    if(f.event = 'feedback', null, f.amount) as amount,
    epoch_us(f.occurred_at) // 1000 * 1000 as occurred_us,
    epoch_us(f.occurred_at) // 1000 * 1000000 + f.seq as sort_key,
    (epoch_us(f.occurred_at) // 1000 * 1000000 + f.seq) * 2
    + if(f.time_basis in ('exact', 'rounded'), 0, 1) as stamp
from stage.event_file as f
