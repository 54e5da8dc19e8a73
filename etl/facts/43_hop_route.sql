-- fact:   stage.hop_route
-- grain:  one row per hop whose rule version has a route
-- key:    contact_id, hop
-- source: stage.hop, stage.hop_rule, stage.route_step, stage.route_attempt,
--         facts.dim_rule_version
-- notes:  a step is skipped when a later one is tried while it was open and had not been tried.
--         NULL without attempts, and where an attempt cannot be placed on the route. An emergency
--         that the rule lets leave the route follows it; where the rule does not say whether it
--         may, what left the route is unknown. An emergency not on record is none.

with met as (
    select
        a.contact_id,
        a.hop,
        a.attempt,
        a.means,
        a.place,
        a.reached_place,
        s.means as written_means,
        s.step = a.place as is_here,
        s.step > a.reached_place and s.step < a.place as is_passed,
        case
            when s.weekdays is null and s.from_minute is null then true
            when a.minute is null then null
            else
                coalesce(list_contains(s.weekdays, a.weekday), true)
                and a.minute >= coalesce(s.from_minute, 0)
                and a.minute < coalesce(s.to_minute, 1440)
                -- Hours that run past midnight belong to the day on which they began.
                or coalesce(list_contains(s.weekdays, (a.weekday + 5) % 7 + 1), true)
                and a.minute + 1440 >= coalesce(s.from_minute, 0)
                and a.minute + 1440 < coalesce(s.to_minute, 1440)
        end as is_open
    from stage.route_attempt as a
    inner join stage.route_step as s on a.rule_version_id = s.rule_version_id
),

judged as (
    select
        m.contact_id,
        m.hop,
        m.attempt,
        m.place,
        m.place < m.reached_place or not bool_or(m.is_here) as is_astray,
        not bool_or(m.means = m.written_means) filter (where m.is_here) as is_means_off,
        not bool_or(m.is_open) filter (where m.is_here) as is_closed,
        bool_or(m.is_open) filter (where m.is_passed) as is_skip,
        bool_or(m.is_open is null) filter (where m.is_passed) as is_skip_unknown
    from met as m
    group by m.contact_id, m.hop, m.attempt, m.place, m.reached_place
),

summed as (
    select
        j.contact_id,
        j.hop,
        bool_or(j.place is null) as has_unplaced,
        bool_or(j.is_means_off) as is_means_off,
        case
            when bool_or(j.is_skip) then true
            when not coalesce(bool_or(j.is_skip_unknown), false) then false
        end as is_step_skipped,
        coalesce(bool_or(j.is_astray), false)
        or coalesce(bool_or(j.is_closed), false)
        or coalesce(bool_or(j.is_means_off), false) as is_off
    from judged as j
    group by j.contact_id, j.hop
),

allowed as (
    select
        h.contact_id,
        h.hop,
        -- Whether it may leave the route: only an emergency, and only when the rule says so.
        if(h.emergency, v.allows_emergency_skip, false) as may_leave
    from stage.hop as h
    inner join stage.hop_rule as r on h.contact_id = r.contact_id and h.hop = r.hop
    inner join facts.dim_rule_version as v on r.rule_version_id = v.rule_version_id
    where r.rule_version_id in (select s.rule_version_id from stage.route_step as s)
)

select
    a.contact_id,
    a.hop,
    case
        when s.contact_id is null then null
        when a.may_leave then true
        when s.has_unplaced then null
        when a.may_leave is null then if(s.is_off or s.is_step_skipped is not false, null, true)
        when s.is_off or s.is_step_skipped then false
        when s.is_step_skipped is false then true
    end as is_route_followed,
    case
        when s.contact_id is null then null
        when a.may_leave then false
        when s.has_unplaced then null
        when a.may_leave is null and s.is_step_skipped then null
        else s.is_step_skipped
    end as is_step_skipped,
    -- What an emergency that may leave the route was asked by is not written down.
    case when a.may_leave is false then s.is_means_off end as is_means_off
from allowed as a
left join summed as s on a.contact_id = s.contact_id and a.hop = s.hop
