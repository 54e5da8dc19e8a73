-- fact:   facts.fct_escalation
-- grain:  one row per escalation (hop)
-- key:    contact_id, hop
-- source: stage.hop, stage.hop_rule, stage.hop_duration, stage.hop_signal, stage.hop_person,
--         stage.hop_load, stage.contact_event, stage.hop_question, stage.hop_attempt,
--         stage.hop_report, stage.hop_route, stage.hop_priority, stage.bounce, stage.quarter,
--         stage.rule_size, stage.hop_known, stage.hop_wording, facts.fct_question,
--         facts.dim_rule_version,
--         facts.dim_risk_target
-- notes:  a log in which nobody is ever asked who he is does not record verification

with verification as (
    select coalesce(bool_or(q.is_verification), false) as is_recorded
    from facts.fct_question as q
)

select
    h.escalation_id,
    h.contact_id,
    h.hop,
    make_timestamptz(h.raised_us) as raised_at,
    h.is_exact,
    q.day,
    q.week_start,
    q.weekday,
    q.hour,
    r.center,
    r.team,
    r.channel,
    r.category,
    r.subcategory,
    r.product,
    h.actor as actor_key,
    p.person_bit,
    p.receiver_bit,
    h.level,
    h.target,
    h.target_level,
    h.direction,
    h.skipped_level_count,
    h.mode,
    h.axis,
    h.means,
    h.reason,
    r.rule_id,
    r.rule_basis,
    r.rule_version_id,
    r.is_rule_retired,
    v.level as rule_level,
    -- The level to hold the resolution against. In an emergency, or where the first one asked was
    -- not to be had, somebody else answers than the rule means, and rightly.
    case
        when
            d.resolve_end_kind = 'resolved'
            and h.emergency is not true
            and coalesce(s.answered_step, 1) = 1
            then v.level
    end as fit_level,
    v.mode as rule_mode,
    v.limit_seconds as rule_limit_seconds,
    v.limit_clock as rule_limit_clock,
    z.rule_condition_count,
    z.rule_branch_count,
    z.rule_step_count,
    r.matched_rule_id,
    r.matched_rule_count,
    h.emergency as is_emergency,
    r.impact,
    r.urgency,
    r.risk,
    k.amount,
    k.amount_band,
    k.risk_kind,
    coalesce(h.customer_kind, c.customer_kind) as customer_kind,
    make_timestamptz(c.opened_us) as opened_at,
    d.* exclude (contact_id, hop),  -- noqa: RF02
    s.* exclude (contact_id, hop),  -- noqa: RF02
    -- A rule names the clock that it means; the target of a risk is elapsed time.
    coalesce(v.limit_seconds, t.target_seconds) as limit_seconds,
    if(
        v.limit_seconds is not null and v.limit_clock = 'business',
        d.hesitation_business_seconds,
        d.hesitation_seconds
    ) > coalesce(v.limit_seconds, t.target_seconds) as is_raised_late,
    make_timestamptz(l.until_us) as receiver_busy_until,
    a.lost_seconds,
    case when h.mode = 'takeover' then coalesce(b.direct_count, 0) > 0 end as is_bounce,
    case when c.question_record_count > 0 then coalesce(u.asked_count, 0) end as asked_count,
    case
        when u.escalation_id is not null then u.asked_again_count
        when c.question_record_count > 0 then 0
    end as asked_again_count,
    case
        when u.escalation_id is not null then u.asked_again_count > 0
        when c.question_record_count > 0 then false
    end as has_asked_again,
    case
        when not y.is_recorded then null
        when u.escalation_id is not null then u.verified_again_count
        when c.question_record_count > 0 then 0
    end as verified_again_count,
    case
        when not y.is_recorded then null
        when u.escalation_id is not null then u.verified_again_count > 0
        when c.question_record_count > 0 then false
    end as has_verified_again,
    u.verified_again_seconds,
    o.required_item_count,
    o.reported_item_count,
    o.is_report_complete,
    x.report_length,
    x.has_report_number,
    x.is_report_heated,
    w.contact_id is not null as has_route,
    w.is_route_followed,
    w.is_step_skipped,
    w.is_means_off,
    g.is_out_of_turn
from stage.hop as h
inner join stage.hop_rule as r on h.contact_id = r.contact_id and h.hop = r.hop
inner join stage.hop_duration as d on h.contact_id = d.contact_id and h.hop = d.hop
inner join stage.hop_signal as s on h.contact_id = s.contact_id and h.hop = s.hop
inner join stage.hop_person as p on h.contact_id = p.contact_id and h.hop = p.hop
inner join stage.contact_event as c on h.contact_id = c.contact_id
inner join stage.quarter as q on h.raised_us // 900000000 = q.quarter
inner join stage.hop_priority as g on h.contact_id = g.contact_id and h.hop = g.hop
inner join stage.hop_load as l on h.contact_id = l.contact_id and h.hop = l.hop
left join stage.hop_known as k on h.contact_id = k.contact_id and h.hop = k.hop
left join stage.hop_question as u on h.escalation_id = u.escalation_id
left join stage.hop_attempt as a on h.escalation_id = a.escalation_id
left join stage.hop_report as o on h.contact_id = o.contact_id and h.hop = o.hop
left join stage.hop_wording as x on h.contact_id = x.contact_id and h.hop = x.hop
left join stage.hop_route as w on h.contact_id = w.contact_id and h.hop = w.hop
left join stage.bounce as b on h.contact_id = b.contact_id and h.hop = b.hop
left join facts.dim_rule_version as v on r.rule_version_id = v.rule_version_id
left join stage.rule_size as z on r.rule_version_id = z.rule_version_id
left join facts.dim_risk_target as t on r.risk = t.risk
cross join verification as y
