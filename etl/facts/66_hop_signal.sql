-- fact:   stage.hop_signal
-- grain:  one row per hop
-- key:    contact_id, hop
-- source: stage.hop, stage.hop_rule, stage.hop_summary, stage.recorded, stage.build
-- notes:  NULL where nothing on record could tell. Over-escalation by outcome: answered from an
--         existing FAQ or manual, or returned within the set minutes; never when authority was
--         used. Quick
--         advice alone is often good coaching and is not counted.

select
    h.contact_id,
    h.hop,
    case when s.attempt_count > 0 then s.attempt_count::integer end as attempt_count,
    case when s.outcome_count > 0 then s.failed_attempt_count::integer end as failed_attempt_count,
    case when s.outcome_count > 0 then s.wrong_target_count::integer end as wrong_target_count,
    s.answered_step,
    s.answered_level,
    -- Passed over without an attempt on record is unanswered all the same.
    case when d.has_attempt or d.has_acceptance then s.reached_stamp is null end as is_unanswered,
    s.judgement,
    case
        when r.risk is null and (v.level is null or h.target_level is null) then null
        when h.emergency then false
        else coalesce(r.risk = 'low', false) or coalesce(v.level < h.target_level, false)
    end as is_over_by_rule,
    s.judgement = 'could_have_stayed' as is_over_by_receiver,
    case
        -- A return whose time is not its own cannot have been within minutes, or not.
        when
            s.advised_stamp is null
            and not (h.is_exact and is_own(s.returned_stamp)) is true then null
        when s.is_authority_used then false
        else
            coalesce(s.is_from_material, false)
            or coalesce(
                h.is_exact
                and is_own(s.returned_stamp)
                and moment_us(s.returned_stamp) - h.raised_us <= b.over_by_outcome_us,
                false
            )
    end as is_over_by_outcome,
    case when d.has_return then s.returned_stamp is not null end as is_returned,
    case when d.has_report then coalesce(s.report_item_count, 0)::integer end as report_item_count
from stage.hop as h
inner join stage.hop_rule as r on h.contact_id = r.contact_id and h.hop = r.hop
left join stage.hop_summary as s on h.contact_id = s.contact_id and h.hop = s.hop
left join facts.dim_rule_version as v on r.rule_version_id = v.rule_version_id
cross join stage.recorded as d
cross join stage.build as b
