-- fact:   stage.hop
-- grain:  one row per escalation (hop)
-- key:    contact_id, hop
-- source: stage.event
-- notes:  a hop lasts until the next one of its contact: leaving it unaccepted is an end of its own

with escalated as (
    select
        e.*,
        row_number() over ordered as hop,
        lead(e.stamp) over ordered as left_stamp,
        max(e.target_level) over (
            ordered rows between unbounded preceding and 1 preceding
        ) as asked_level
    from stage.event as e
    where e.event = 'escalated'
    window ordered as (
        partition by e.contact_id
        order by e.sort_key, e.target, e.team, e.target_level, e.reason, e.escalation_id
    )
)

select
    s.contact_id,
    s.hop::integer as hop,
    coalesce(s.escalation_id, s.contact_id || '#' || s.hop) as escalation_id,
    s.escalation_id as source_escalation_id,
    s.stamp as raised_stamp,
    s.left_stamp,
    s.occurred_us as raised_us,
    s.sort_key as raised_key,
    s.left_stamp // 2 as left_key,
    is_own(s.stamp) as is_exact,
    s.center,
    s.team,
    s.channel,
    s.category,
    s.subcategory,
    s.product,
    s.actor,
    s.level,
    s.target,
    s.target_level,
    case
        when s.level is null or s.target_level is null then null
        when s.target_level > s.level then 'up'
        when s.target_level < s.level then 'down'
        else 'lateral'
    end as direction,
    -- Levels passed over at once: whoever was asked before in the contact was not passed over.
    case
        when s.level is not null and s.target_level is not null
            then greatest(s.target_level - greatest(s.level, s.asked_level) - 1, 0)
    end as skipped_level_count,
    s.mode,
    s.axis,
    s.rule_id,
    s.rule_basis,
    s.reason,
    s.means,
    s.emergency,
    s.amount,
    s.customer_kind,
    s.note
from escalated as s
