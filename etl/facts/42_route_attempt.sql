-- fact:   stage.route_attempt
-- grain:  one row per attempt of a hop whose rule version has a route
-- key:    contact_id, hop, attempt
-- source: stage.hop_event, stage.hop, stage.hop_rule, stage.quarter, stage.route_step
-- notes:  an attempt stands at the step that it names, else at the first step of the route that
--         names its target; place is NULL when neither tells. A time that is not the event's own
--         has no weekday and no minute.

with place_of_target as (
    select
        s.rule_version_id,
        s.target,
        min(s.step) as step
    from stage.route_step as s
    group by s.rule_version_id, s.target
),

placed as (
    select
        e.contact_id,
        e.hop,
        e.sort_key,
        e.step,
        e.target,
        r.rule_version_id,
        coalesce(e.means, if(e.target <> h.target, null, h.means)) as means,
        coalesce(e.step, p.step) as place,
        case when is_own(e.stamp) then q.weekday end as weekday,
        case
            when is_own(e.stamp)
                then q.hour * 60 + extract('minute' from make_timestamptz(e.occurred_us))
        end as minute
    from stage.hop_event as e
    inner join stage.hop as h on e.contact_id = h.contact_id and e.hop = h.hop
    inner join stage.hop_rule as r on e.contact_id = r.contact_id and e.hop = r.hop
    inner join stage.quarter as q on e.occurred_us // 900000000 = q.quarter
    left join place_of_target as p
        on r.rule_version_id = p.rule_version_id and coalesce(e.target, h.target) = p.target
    where
        e.event = 'attempted'
        and r.rule_version_id in (select s.rule_version_id from stage.route_step as s)
)

select
    p.contact_id,
    p.hop,
    row_number() over tried as attempt,
    p.rule_version_id,
    p.means,
    p.place,
    p.weekday,
    p.minute,
    -- How far down the route the hop had come before this attempt.
    coalesce(
        max(p.place) over (
            partition by p.contact_id, p.hop
            order by p.sort_key, p.step, p.target
            rows between unbounded preceding and 1 preceding
        ),
        0
    ) as reached_place
from placed as p
window tried as (partition by p.contact_id, p.hop order by p.sort_key, p.step, p.target)
