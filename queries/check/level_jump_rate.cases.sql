-- cases: level_jump_rate
-- gives: escalations that passed a level over and were not told to

select
    e.contact_id,
    e.escalation_id,
    e.raised_at as happened_at,
    e.day,
    e.center,
    e.team,
    e.channel,
    e.category,
    e.rule_id,
    e.level,
    e.target,
    e.mode,
    e.reason,
    e.target_level,
    e.rule_level,
    e.skipped_level_count
from asked_escalation($asked) as e
where
    e.skipped_level_count > 0
    and e.is_emergency is not true
    and (e.rule_level >= e.target_level) is not true
order by happened_at desc, e.contact_id asc, e.escalation_id asc
