-- fact:   facts.fct_attempt
-- grain:  one row per attempt to reach somebody
-- key:    contact_id, hop, attempt
-- source: stage.hop_event, stage.hop, stage.hop_end, stage.hop_rule, stage.hop_person,
--         stage.contact_event, stage.quarter
-- notes:  a failed attempt costs the time until the next attempt, the acceptance, the next hop or
--         the customer's leaving; after the last of them nobody waits for this target any more

with tried as (
    select
        e.*,
        row_number() over (
            partition by e.contact_id, e.hop, e.event order by e.sort_key, e.step, e.target
        ) as attempt,
        lead(e.stamp) over (
            partition by e.contact_id, e.hop
            order by e.sort_key, e.event = 'accepted', e.step, e.target
        ) as next_stamp
    from stage.hop_event as e
    where e.event in ('attempted', 'accepted')
),

ended as (
    select
        t.*,
        x.resolved_stamp,
        least(
            t.next_stamp,
            case when h.left_stamp > t.stamp then h.left_stamp end,
            case when x.abandoned_stamp > t.stamp then x.abandoned_stamp end,
            case when x.resolved_stamp > t.stamp then x.resolved_stamp end
        ) as end_stamp
    from tried as t
    inner join stage.hop as h on t.contact_id = h.contact_id and t.hop = h.hop
    left join stage.hop_end as x on t.contact_id = x.contact_id and t.hop = x.hop
    where t.event = 'attempted'
)

select
    t.contact_id,
    h.escalation_id,
    t.hop,
    t.attempt::integer as attempt,
    make_timestamptz(t.occurred_us) as attempted_at,
    q.day,
    q.week_start,
    q.weekday,
    q.hour,
    coalesce(h.center, c.center) as center,
    coalesce(h.team, c.team) as team,
    coalesce(h.channel, c.channel) as channel,
    coalesce(h.category, c.category) as category,
    coalesce(t.target, h.target) as target,
    -- Whoever else was tried has a rank and a means of their own.
    coalesce(t.target_level, if(t.target <> h.target, null, h.target_level)) as target_level,
    h.level,
    coalesce(t.means, if(t.target <> h.target, null, h.means)) as means,
    t.step,
    t.outcome,
    t.outcome <> 'answered' as is_failed,
    case
        when t.outcome = 'answered' or not is_own(t.stamp) or not is_own(t.end_stamp) then null
        -- Solved without the target: nobody waited for it any more.
        when t.end_stamp = t.resolved_stamp then null
        else (moment_us(t.end_stamp) - t.occurred_us) // 1000000
    end as lost_seconds,
    r.rule_id,
    p.person_bit,
    -- Who was tried in vain is not on record.
    if(t.outcome = 'answered', p.receiver_bit, null) as receiver_bit
from ended as t
inner join stage.hop as h on t.contact_id = h.contact_id and t.hop = h.hop
inner join stage.hop_rule as r on t.contact_id = r.contact_id and t.hop = r.hop
inner join stage.hop_person as p on t.contact_id = p.contact_id and t.hop = p.hop
inner join stage.contact_event as c on t.contact_id = c.contact_id
inner join stage.quarter as q on t.occurred_us // 900000000 = q.quarter
