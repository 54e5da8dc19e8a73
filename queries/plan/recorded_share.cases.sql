-- cases: recorded_share
-- gives: every escalation with the fields that recorded_share counts

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
    e.is_exact,
    e.target_level,
    e.means,
    e.rule_basis,
    e.risk,
    e.failed_attempt_count,
    e.reach_end_kind,
    e.accept_end_kind,
    e.judgement,
    e.has_asked_again,
    e.report_item_count
from asked_escalation($asked) as e
order by happened_at desc, e.contact_id asc, e.escalation_id asc
