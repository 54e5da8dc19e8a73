-- fact:   facts.fct_contact
-- grain:  one row per contact
-- key:    contact_id
-- source: stage.contact_end, stage.contact_promise, stage.contact_rule, stage.contact_wording,
--         stage.center_log, stage.quarter, facts.dim_risk, facts.dim_risk_target,
--         facts.dim_risk_kind, stage.recorded, stage.build

select
    c.contact_id,
    c.center,
    c.team,
    c.channel,
    c.category,
    c.subcategory,
    c.product,
    c.customer_id,
    c.person_bit,
    c.first_level as level,
    make_timestamptz(c.opened_us) as opened_at,
    coalesce(c.is_opened_exact, false) as is_opened_exact,
    q.day,
    q.week_start,
    q.weekday,
    q.hour,
    make_timestamptz(c.first_triggered_us) as first_triggered_at,
    c.first_trigger_reason,
    make_timestamptz(c.demanded_us) as demanded_at,
    c.demand_run_seconds,
    make_timestamptz(c.first_assessed_us) as first_assessed_at,
    make_timestamptz(c.first_escalated_us) as first_escalated_at,
    make_timestamptz(c.resolved_us) as resolved_at,
    make_timestamptz(c.closed_us) as closed_at,
    make_timestamptz(c.abandoned_us) as abandoned_at,
    make_timestamptz(c.first_reopened_us) as first_reopened_at,
    make_timestamptz(c.complained_us) as complained_at,
    make_timestamptz(c.last_event_us) as last_event_at,
    if(d.has_promise, coalesce(m.promise_count, 0), null) as promise_count,
    if(d.has_promise, coalesce(m.pending_promise_count, 0), null) as pending_promise_count,
    m.is_promise_kept,
    make_timestamptz(m.missed_due_us) as missed_due_at,
    c.end_kind,
    -- Whole days since the opening, as of the build; NULL once it has ended.
    if(c.end_kind = 'open', (b.as_of_us - c.opened_us) // 86400000000, null)::integer as open_days,
    c.escalate_end_kind,
    c.escalate_seconds,
    c.escalate_business_seconds,
    c.hesitation_end_kind,
    c.hesitation_seconds,
    c.hesitation_business_seconds,
    c.resolve_seconds,
    c.resolve_business_seconds,
    case when d.has_timed_assessment then c.assess_end_kind end as assess_end_kind,
    case when d.has_timed_assessment then c.assess_seconds end as assess_seconds,
    case when d.has_timed_assessment then c.assess_business_seconds end as assess_business_seconds,
    c.impact,
    c.urgency,
    k.risk,
    c.amount,
    amount_band(b.amount_bands, c.amount) as amount_band,
    -- A word that the center does not use counts as another kind, and is not unknown.
    if(c.risk_kind is null, null, coalesce(n.risk_kind, 'other')) as risk_kind,
    c.customer_kind,
    r.* exclude (contact_id),  -- noqa: RF02
    c.first_level,
    c.last_level,
    greatest(c.highest_level, c.highest_target_level) as highest_level,
    coalesce(c.hop_count, 0) as hop_count,
    coalesce(c.up_hop_count, 0) as up_hop_count,
    if(c.hop_count is null, 0, c.consult_count) as consult_count,
    if(c.hop_count is null, 0, c.takeover_count) as takeover_count,
    coalesce(c.is_escalated, false) as is_escalated,
    l.is_from_escalation_list,
    -- High risk that was never escalated, or later than the target of its risk.
    (k.risk = 'high' or k.risk = 'very_high') and (
        c.escalate_end_kind = 'resolved'
        or c.escalate_end_kind = 'abandoned'
        or coalesce(c.hesitation_seconds, c.escalate_seconds) > t.target_seconds
    ) as is_under_by_risk,
    -- A sign that somebody was needed, and what came of it; NULL without one, or while open.
    case
        when
            (
                c.first_triggered_us is not null
                or c.demanded_us is not null
                or k.risk = 'high'
                or k.risk = 'very_high'
            )
            and c.escalate_end_kind <> 'open'
            then c.escalate_end_kind <> 'escalated'
    end as is_sign_passed_over,
    c.is_escalated_after_trouble,
    case when coalesce(c.has_levels, true) then 'up_hops' else 'all_hops' end as escalation_basis,
    if(c.hop_count is null, 0, c.bounce_direct_count) as bounce_direct_count,
    if(c.hop_count is null, 0, c.bounce_indirect_count) as bounce_indirect_count,
    c.asked_again_count,
    c.is_lost_waiting,
    c.reopened_count::integer as reopened_count,
    case when d.has_reopening then c.reopened_count > 0 end as is_reopened,
    case when d.has_complaint then c.complained_us is not null end as is_complained,
    w.has_impatience,
    w.has_said_before,
    w.is_in_a_hurry,
    w.is_angry,
    case when d.has_handling then c.is_handled_on_site end as is_handled_on_site,
    case
        when d.has_decision then coalesce(c.is_escalated and c.decided_stamp is not null, false)
    end as is_decided,
    case when d.has_follow_up then c.is_followed_up end as is_followed_up,
    case when d.has_confirmation then c.is_confirmed end as is_confirmed,
    case when d.has_review then c.is_reviewed end as is_reviewed,
    case
        when c.held_count > 0 and c.held_count = c.retrieved_count and c.is_hold_timed
            then (c.held_us // 1000000)::bigint
    end as held_seconds
from stage.contact_end as c
inner join stage.quarter as q on c.opened_us // 900000000 = q.quarter
left join stage.center_log as l on c.center is not distinct from l.center
left join stage.contact_promise as m on c.contact_id = m.contact_id
left join stage.contact_rule as r on c.contact_id = r.contact_id
left join stage.contact_wording as w on c.contact_id = w.contact_id
left join facts.dim_risk as k on c.impact = k.impact and c.urgency = k.urgency
left join facts.dim_risk_target as t on k.risk = t.risk
left join facts.dim_risk_kind as n on c.risk_kind = n.risk_kind
cross join stage.recorded as d
cross join stage.build as b
