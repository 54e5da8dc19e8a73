-- fact:   stage.hop_summary
-- grain:  one row per hop that has an event of its own
-- key:    contact_id, hop
-- source: stage.hop_event

select
    e.contact_id,
    e.hop,
    min(e.stamp) filter (where e.event = 'accepted') as accepted_stamp,
    min(e.stamp) filter (where e.event = 'advised') as advised_stamp,
    min(e.stamp) filter (where e.event = 'returned') as returned_stamp,
    min(e.stamp) filter (
        where e.event = 'accepted' or (e.event = 'attempted' and e.outcome = 'answered')
    ) as reached_stamp,
    arg_min(e.center, e.sort_key)
    filter (where e.event = 'accepted' and e.center is not null) as accepted_center,
    arg_min(e.actor, e.sort_key) filter (
        where e.event in ('accepted', 'advised', 'returned', 'judged') and e.actor is not null
    ) as receiver,
    count(*) filter (where e.event = 'attempted') as attempt_count,
    count(*) filter (where e.event = 'attempted' and e.outcome is not null) as outcome_count,
    count(*)
    filter (where e.event = 'attempted' and e.outcome <> 'answered') as failed_attempt_count,
    count(*)
    filter (where e.event = 'attempted' and e.outcome = 'wrong_target') as wrong_target_count,
    arg_min(e.step, e.sort_key)
    filter (where e.event = 'attempted' and e.outcome = 'answered') as answered_step,
    arg_max(e.outcome, e.sort_key) filter (where e.event = 'judged') as judgement,
    bool_or(e.reason in ('faq', 'manual')) filter (where e.event = 'advised') as is_from_material,
    bool_or(e.outcome = 'authority_used')
    filter (where e.event in ('accepted', 'advised', 'returned')) as is_authority_used,
    count(distinct e.slot) filter (where e.event = 'reported') as report_item_count,
    max(e.level) filter (where e.event in ('accepted', 'advised')) as answered_level
from stage.hop_event as e
group by e.contact_id, e.hop
