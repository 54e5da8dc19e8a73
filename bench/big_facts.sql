-- Ten million contacts, one million escalations under two hundred rules, in the shape of the real
-- facts, over a hundred weeks however many there are. Values are drawn from hash(), so that every
-- run sees the same rows; their order is that of a hash aggregate, as the fact models leave it, and
-- not that of the calendar.

insert into facts.fct_contact by name
select * exclude (is_open) from (select
    'C' || lpad(i::varchar, 9, '0') as contact_id,
    ['sapporo', 'tokyo', 'fukuoka'][(hash(i, 1) % 3)::integer + 1] as center,
    'team' || (hash(i, 2) % 12) as team,
    ['phone', 'email', 'chat'][(hash(i, 3) % 3)::integer + 1] as channel,
    'category' || (hash(i, 4) % 20) as category,
    1::ubigint << (hash(i, 18) % 64) as person_bit,
    1 as level,
    timestamptz '2024-11-25 00:00:00+00' + to_seconds((i * 60000000 // $contacts)::bigint) as opened_at,
    true as is_opened_exact,
    (date '2024-11-25' + (i * 60000000 // $contacts // 86400)::integer) as day,
    date_trunc('week', date '2024-11-25' + (i * 60000000 // $contacts // 86400)::integer)::date as week_start,
    (i * 60000000 // $contacts // 86400 % 7 + 1)::integer as weekday,
    (i * 60000000 // $contacts // 3600 % 24)::integer as hour,
    -- Open are one in five of the last two weeks and a few old ones, for as long as they are old.
    hash(i, 5) % 5 = 0 and ($contacts - i) * 60000000 // $contacts < 1209600 or hash(i, 5) % 2000 = 0 as is_open,
    if(is_open, 'open', 'resolved') as end_kind,
    if(is_open, ($contacts - i) * 60000000 // $contacts // 86400, null)::integer as open_days,
    case when i % 10 = 0 then 'escalated' when is_open then 'open' else 'resolved' end
        as escalate_end_kind,
    case when is_open and i % 10 <> 0 then (($contacts - i) * 60000000 // $contacts)::bigint
        else (30 + hash(i, 6) % 3600)::bigint end as escalate_seconds,
    escalate_seconds as escalate_business_seconds,
    case when i % 10 < 2 then case when i % 10 = 0 then 'escalated' else 'resolved' end end
        as hesitation_end_kind,
    case when i % 10 < 2 then (hash(i, 7) % 900)::bigint end as hesitation_seconds,
    case when i % 10 < 2 then (hash(i, 7) % 900)::bigint end as hesitation_business_seconds,
    case when is_open then ($contacts - i) * 60000000 // $contacts else 4000 end::bigint as resolve_seconds,
    case when hash(i, 23) % 3 > 0 then 'assessed' when is_open then 'open' else 'resolved' end
        as assess_end_kind,
    case when assess_end_kind = 'open' then resolve_seconds else (hash(i, 24) % 1800)::bigint end
        as assess_seconds,
    i % 10 = 0 as is_escalated,
    case when i % 10 < 2 and not is_open then i % 10 <> 0 end as is_sign_passed_over,
    case when hash(i, 13) % 40 = 0 then (hash(i, 14) % 1800)::bigint end as demand_run_seconds,
    case when i % 10 = 0 then hash(i, 15) % 100 = 0 end as is_escalated_after_trouble,
    'up_hops' as escalation_basis,
    (case when i % 10 = 0 then 1 else 0 end)::integer as hop_count,
    (case when i % 10 = 0 then 1 else 0 end)::integer as up_hop_count,
    0 as bounce_direct_count,
    0 as bounce_indirect_count,
    'R' || (hash(i, 4) % 20) as matched_rule_id,
    1 as matched_rule_count,
    1 as matched_level_count,
    (1 + hash(i, 8) % 3)::integer as impact,
    (1 + hash(i, 9) % 3)::integer as urgency,
    ['low', 'medium', 'high', 'very_high'][(hash(i, 10) % 4)::integer + 1] as risk,
    case hash(i, 27) % 8 when 0 then 'legal' when 1 then 'technical' when 2 then 'financial' end as risk_kind,
    if(hash(i, 28) % 10 = 0, 'key', 'standard') as customer_kind,
    if(hash(i, 25) % 4 = 0, (hash(i, 26) % 200000)::double, null) as amount,
    case when amount >= 100000 then 100000 when amount >= 50000 then 50000 when amount >= 10000 then 10000
        when amount >= 0 then 0 end as amount_band,
    (risk = 'high' or risk = 'very_high') and (
        escalate_end_kind = 'resolved'
        or coalesce(hesitation_seconds, escalate_seconds) > if(risk = 'high', 900, 300)
    ) as is_under_by_risk,
    case when not is_open
        then timestamptz '2024-11-25 00:00:00+00' + to_seconds((i * 60000000 // $contacts + 4000)::bigint)
    end as resolved_at,
    not is_open or hash(i, 18) % 2 = 0 as is_handled_on_site,
    i % 10 = 0 and hash(i, 19) % 30 > 0 as is_decided,
    hash(i, 20) % 20 = 0 as is_followed_up,
    i % 10 = 0 and hash(i, 21) % 4 = 0 as is_confirmed,
    i % 10 = 0 and hash(i, 22) % 16 = 0 as is_reviewed,
    (hash(i, 29) % 8 = 0)::integer as promise_count,
    (is_open and hash(i, 30) % 4 = 0)::integer as pending_promise_count,
    if(hash(i, 29) % 8 = 0, hash(i, 30) % 9 > 0, null) as is_promise_kept,
    hash(i, 11) % 33 = 0 as is_reopened,
    hash(i, 12) % 60 = 0 as is_complained,
    case when hash(i, 25) % 5 > 0 then hash(i, 26) % 12 = 0 end as has_said_before,
    case when hash(i, 25) % 5 > 0 then hash(i, 27) % 10 = 0 end as is_in_a_hurry,
    has_said_before or is_in_a_hurry as has_impatience,
    case when hash(i, 25) % 5 > 0 then hash(i, 28) % 30 = 0 end as is_angry,
    case when hash(i, 16) % 3 = 0 then (hash(i, 17) % 600)::bigint end as held_seconds,
    (hash(i, 11) % 33 = 0)::integer as reopened_count
from range($contacts) as t (i)
order by hash(i, 99));

insert into facts.fct_escalation by name
select
    c.contact_id || '#1' as escalation_id,
    c.contact_id,
    1 as hop,
    c.opened_at + to_seconds(c.escalate_seconds) as raised_at,
    true as is_exact,
    c.day,
    c.week_start,
    c.weekday,
    c.hour,
    c.center,
    c.team,
    c.channel,
    c.category,
    'person' || (hash(c.contact_id, 1) % 300) as actor_key,
    1::ubigint << (hash(c.contact_id, 1) % 300 % 64) as person_bit,
    1::ubigint << (hash(c.contact_id, 14) % 64) as receiver_bit,
    1 as level,
    ['leader', 'supervisor', 'manager'][(hash(c.contact_id, 2) % 3)::integer + 1] as target,
    (2 + hash(c.contact_id, 2) % 3)::integer as target_level,
    'up' as direction,
    (hash(c.contact_id, 2) % 3)::integer as skipped_level_count,
    if(hash(c.contact_id, 16) % 20 = 0, null, hash(c.contact_id, 19) % 40 = 0) as is_rule_retired,
    case when hash(c.contact_id, 3) % 4 = 0 then 'takeover' else 'consult' end as mode,
    if(hash(c.contact_id, 17) % 5 = 0, 'functional', 'hierarchic') as axis,
    if(hash(c.contact_id, 16) % 20 = 0, null, 'R' || (hash(c.contact_id, 4) % 200)) as rule_id,
    if(hash(c.contact_id, 16) % 20 = 0, 'none', 'named') as rule_basis,
    c.impact,
    c.urgency,
    c.risk,
    c.amount,
    c.amount_band,
    c.risk_kind,
    c.customer_kind,
    c.opened_at,
    c.hesitation_seconds,
    c.escalate_seconds as time_to_escalate_seconds,
    case c.risk when 'high' then 900 when 'very_high' then 300 end as limit_seconds,
    c.hesitation_seconds > case c.risk when 'high' then 900 when 'very_high' then 300 end
        as is_raised_late,
    case when hash(c.contact_id, 5) % 30 = 0 then 'left' else 'answered' end as reach_end_kind,
    (5 + hash(c.contact_id, 6) % 600)::bigint as reach_seconds,
    case when hash(c.contact_id, 5) % 30 = 0 then 'left' else 'accepted' end as accept_end_kind,
    (5 + hash(c.contact_id, 6) % 700)::bigint as accept_seconds,
    c.opened_at + to_seconds((c.escalate_seconds + 300 + hash(c.contact_id, 6) % 700)::bigint)
        as receiver_busy_until,
    'resolved' as resolve_end_kind,
    (60 + hash(c.contact_id, 7) % 9000)::bigint as resolve_seconds,
    (1 + hash(c.contact_id, 8) % 2)::integer as attempt_count,
    (hash(c.contact_id, 8) % 2)::integer as failed_attempt_count,
    hash(c.contact_id, 5) % 30 = 0 as is_unanswered,
    case when hash(c.contact_id, 5) % 30 > 0 then (1 + hash(c.contact_id, 8) % 2)::integer end
        as answered_step,
    (2 + hash(c.contact_id, 13) % 3)::integer as answered_level,
    (2 + hash(c.contact_id, 4) % 3)::integer as rule_level,
    rule_level as fit_level,
    rule_id || '@1' as rule_version_id,
    if(rule_id is null, null, 1 + hash(c.contact_id, 4) % 5)::integer as rule_condition_count,
    if(rule_id is null, null, 1)::integer as rule_branch_count,
    if(rule_id is null, null, hash(c.contact_id, 4) % 4)::integer as rule_step_count,
    ['needed', 'needed', 'too_late', 'could_have_stayed'][(hash(c.contact_id, 9) % 4)::integer + 1]
        as judgement,
    hash(c.contact_id, 9) % 4 = 3 as is_over_by_receiver,
    c.risk = 'low' as is_over_by_rule,
    hash(c.contact_id, 10) % 5 = 0 as is_over_by_outcome,
    hash(c.contact_id, 11) % 20 = 0 as is_returned,
    false as is_bounce,
    2 as asked_count,
    (hash(c.contact_id, 12) % 10 = 0)::integer as asked_again_count,
    hash(c.contact_id, 12) % 10 = 0 as has_asked_again,
    (hash(c.contact_id, 17) % 8 = 0)::integer as verified_again_count,
    hash(c.contact_id, 17) % 8 = 0 as has_verified_again,
    case when hash(c.contact_id, 17) % 8 = 0 then (hash(c.contact_id, 17) % 90)::bigint end
        as verified_again_seconds,
    4 as required_item_count,
    4 - (hash(c.contact_id, 14) % 10 = 0)::integer as reported_item_count,
    hash(c.contact_id, 14) % 10 > 0 as is_report_complete,
    case when hash(c.contact_id, 21) % 5 > 0 then (5 + hash(c.contact_id, 22) % 500)::integer end
        as report_length,
    case when hash(c.contact_id, 21) % 5 > 0 then hash(c.contact_id, 23) % 3 > 0 end
        as has_report_number,
    case when hash(c.contact_id, 21) % 5 > 0 then hash(c.contact_id, 24) % 50 = 0 end
        as is_report_heated,
    true as has_route,
    hash(c.contact_id, 15) % 6 > 0 as is_route_followed,
    hash(c.contact_id, 15) % 12 = 0 as is_step_skipped,
    hash(c.contact_id, 15) % 12 = 6 as is_means_off,
    case when c.risk <> 'very_high' and accept_end_kind = 'accepted'
        then hash(c.contact_id, 20) % 50 = 0 end as is_out_of_turn,
    1 as matched_rule_count
from facts.fct_contact as c
where c.is_escalated;

insert into facts.fct_attempt by name
select
    e.contact_id,
    e.escalation_id,
    e.hop,
    n.attempt::integer as attempt,
    e.raised_at as attempted_at,
    e.day,
    e.week_start,
    e.weekday,
    e.hour,
    e.center,
    e.team,
    e.channel,
    e.category,
    e.target,
    e.target_level,
    e.level,
    n.attempt::integer as step,
    case
        when n.attempt < e.attempt_count
            then ['no_response', 'busy', 'absent'][(hash(e.contact_id, 19) % 3)::integer + 1]
        else 'answered'
    end as outcome,
    n.attempt < e.attempt_count as is_failed,
    case when n.attempt < e.attempt_count then (20 + hash(e.contact_id) % 90)::bigint end
        as lost_seconds,
    e.rule_id,
    e.person_bit,
    if(n.attempt < e.attempt_count, null, e.receiver_bit) as receiver_bit
from facts.fct_escalation as e
cross join range(1, 3) as n (attempt)
where n.attempt <= e.attempt_count;

insert into facts.fct_question by name
select
    e.contact_id,
    e.escalation_id,
    e.raised_at as asked_at,
    e.day,
    e.week_start,
    e.weekday,
    e.hour,
    e.center,
    e.team,
    e.channel,
    e.category,
    e.rule_id,
    e.person_bit,
    ['name', 'order_no', 'phone', 'symptom'][(hash(e.contact_id, s.n) % 4)::integer + 1] as slot,
    'recorded' as slot_basis,
    2 as level,
    false as is_verification,
    hash(e.contact_id, 12) % 10 = 0 and s.n = 1 as is_repeat_any,
    hash(e.contact_id, 12) % 10 = 0 and s.n = 1 as is_repeat_across,
    hash(e.contact_id, 12) % 10 = 0 and s.n = 1 as is_repeat,
    15 as seconds_spent
from facts.fct_escalation as e
cross join range(1, 3) as s (n);

insert into facts.fct_report_item by name
select
    e.contact_id,
    e.escalation_id,
    e.hop,
    e.raised_at,
    e.day,
    e.week_start,
    e.weekday,
    e.hour,
    e.center,
    e.team,
    e.channel,
    e.category,
    e.rule_id,
    e.level,
    e.target,
    ['overview', 'actions_taken', 'assessment', 'request'][s.n] as slot,
    e.person_bit,
    e.is_report_complete or s.n <> 3 as is_given
from facts.fct_escalation as e
cross join range(1, 5) as s (n);

insert into facts.agg_contact_day by name
select
    c.day,
    c.week_start,
    c.center,
    c.team,
    c.channel,
    c.category,
    count(*) as contacts,
    count(*) filter (where c.is_escalated) as escalated_contacts,
    bit_or(c.person_bit) as person_bits,
    'log' as source
from facts.fct_contact as c
group by all;

insert into facts.fct_receiver_load by name
select
    (date '2024-11-25' + d.day::integer) as day,
    date_trunc('week', date '2024-11-25' + d.day::integer)::date as week_start,
    (d.day % 7 + 1)::integer as weekday,
    h.hour::integer as hour,
    c.center,
    t.target,
    3600 as work_seconds,
    (hash(d.day, h.hour, c.center, t.target) % 20000)::bigint as busy_seconds,
    (hash(d.day, h.hour, c.center, t.target) % 9)::integer as peak_open,
    (hash(d.day, h.hour, c.center, t.target) % 3)::integer as carried_count,
    (hash(d.day, h.hour, c.center, t.target) % 12)::integer as asked_count,
    (hash(d.day, h.hour, c.center, t.target) % 12)::integer as timed_count,
    6 as receiver_count,
    (hash(d.day, h.hour, c.center, t.target) % 1048576)::hugeint as receiver_mask
from range(60000000 // 86400) as d (day)
cross join range(24) as h (hour)
cross join (values ('sapporo'), ('tokyo'), ('fukuoka')) as c (center)
-- The three roles of each of the twelve teams.
cross join (select 'role' || i as target from range(36) as r (i)) as t;

insert into facts.agg_operator_group by name
select
    c.week_start,
    c.center,
    c.category,
    c.matched_rule_id as rule_id,
    c.matched_rule_id as like_case,
    (hash(c.contact_id, 31) % 300)::bigint as operator_number,
    count(*) as contact_count,
    count(*) filter (where c.is_escalated) as escalated_count
from facts.fct_contact as c
group by all;

insert into facts.agg_receiver_group by name
select
    e.week_start,
    e.center,
    e.category,
    e.rule_id,
    e.target,
    e.rule_id as like_case,
    (hash(e.escalation_id, 32) % 8)::bigint as receiver_number,
    count(*) as escalation_count,
    count(e.is_over_by_receiver) as judged_count,
    count(*) filter (where e.is_over_by_receiver) as could_have_stayed_count
from facts.fct_escalation as e
group by all;

insert into facts.dim_risk_target
values ('low', null), ('medium', null), ('high', 900), ('very_high', 300);

insert into facts.dim_rule by name
select
    'R' || r.i as rule_id,
    'rule ' || r.i as title,
    false as is_implied,
    'in_force' as status
from range(200) as r (i);

insert into facts.dim_rule_version by name
select
    'R' || r.i || '@1' as rule_version_id,
    'R' || r.i as rule_id,
    1 as version,
    'rule ' || r.i as title,
    'category' || (r.i % 20) as category,
    (2 + r.i % 3)::integer as level,
    date '2026-06-01' + (r.i % 300)::integer as review_by,
    timestamptz '2024-11-01 00:00:00+00' as valid_from,
    true as is_machine_readable
from range(200) as r (i);

update meta.build
set as_of = timestamptz '2024-11-25 00:00:00+00' + to_seconds(60000000);
