-- fact:   stage.contact_stamp
-- grain:  one row per contact
-- key:    contact_id
-- source: stage.event
-- notes:  stamps carry their exactness, see stage.event; descriptions are the first known, levels
--         first, last and highest, assessment and kind of risk the last, the amount the
--         largest;
--         the operator is whoever acts first; arg_min and arg_max pass over what is NULL

select
    e.contact_id,
    arg_min(e.center, e.sort_key) as center,
    arg_min(e.team, e.sort_key) as team,
    arg_min(e.channel, e.sort_key) as channel,
    arg_min(e.category, e.sort_key) as category,
    arg_min(e.subcategory, e.sort_key) as subcategory,
    arg_min(e.product, e.sort_key) as product,
    arg_min(e.customer_id, e.sort_key) as customer_id,
    -- Who handled it first: whoever was asked for help is behind the escalation.
    arg_min(e.actor, e.sort_key)
    filter (where e.event not in ('accepted', 'advised', 'returned', 'judged')) as handler,
    arg_min(e.level, e.sort_key) as first_level,
    arg_max(e.level, e.sort_key) as last_level,
    max(e.level) as highest_level,
    arg_max(e.impact, e.sort_key)
    filter (where e.impact is not null and e.urgency is not null) as impact,
    arg_max(e.urgency, e.sort_key)
    filter (where e.impact is not null and e.urgency is not null) as urgency,
    max(e.amount) as amount,
    arg_max(e.risk_kind, e.sort_key) as risk_kind,
    arg_min(e.customer_kind, e.sort_key) as customer_kind,
    min(e.stamp) as first_stamp,
    min(e.stamp) filter (where e.event = 'opened') as opened_stamp,
    min(e.stamp) filter (where e.event = 'triggered') as trigger_stamp,
    min(e.stamp) filter (
        where e.event = 'assessed' and e.impact is not null and e.urgency is not null
    ) as assessed_stamp,
    min(e.stamp) filter (where e.event = 'resolved') as resolved_stamp,
    min(e.stamp) filter (where e.event = 'closed') as closed_stamp,
    min(e.stamp) filter (where e.event = 'abandoned') as abandoned_stamp,
    arg_min(e.reason, e.sort_key)
    filter (where e.event = 'triggered') as first_trigger_reason,
    min(e.stamp)
    filter (where e.event = 'triggered' and e.reason = 'customer_demand') as demand_stamp,
    min(e.stamp) filter (where e.event = 'reopened') as reopened_stamp,
    min(e.stamp) filter (where e.event = 'complained') as complained_stamp,
    min(e.stamp) filter (
        where e.event in ('asked', 'told', 'held', 'waiting_customer')
    ) as handled_stamp,
    min(e.stamp) filter (where e.event in ('accepted', 'advised', 'returned')) as decided_stamp,
    bool_or(e.event = 'followed_up') as is_followed_up,
    bool_or(e.event = 'confirmed') as is_confirmed,
    bool_or(e.event = 'reviewed') as is_reviewed,
    max(e.occurred_us) as last_event_us,
    count(*) filter (where e.event = 'reopened') as reopened_count,
    count(*) filter (where e.event in ('asked', 'told')) as question_record_count,
    count(*) filter (where e.event = 'held') as held_count,
    count(*) filter (where e.event = 'retrieved') as retrieved_count,
    bool_and(is_own(e.stamp)) filter (where e.event in ('held', 'retrieved')) as is_hold_timed,
    sum(
        case e.event when 'retrieved' then e.occurred_us when 'held' then -e.occurred_us end
    ) as held_us
from stage.event as e
group by e.contact_id
