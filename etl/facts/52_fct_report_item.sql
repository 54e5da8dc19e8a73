-- fact:   facts.fct_report_item
-- grain:  one row per escalation and item that its report must give
-- key:    contact_id, hop, slot
-- source: stage.hop, stage.hop_rule, stage.hop_event, stage.hop_person, stage.quarter,
--         stage.recorded, facts.dim_rule_version, facts.dim_report_item
-- notes:  the items of the rule version in force, else those of the center's template. is_given is
--         NULL for an escalation without any item on record: whether it was reported at all is
--         unknown. A log that never records reports has no rows.

with given as (
    select distinct
        e.contact_id,
        e.hop,
        e.slot
    from stage.hop_event as e
    where e.event = 'reported' and e.slot is not null
),

reported as (
    select distinct
        g.contact_id,
        g.hop
    from given as g
),

required as (
    select distinct
        v.rule_version_id,
        trim(unnest(string_split(v.required_items, ','))) as slot
    from facts.dim_rule_version as v
    where v.required_items is not null
    union all
    select
        v.rule_version_id,
        d.slot
    from facts.dim_rule_version as v
    cross join facts.dim_report_item as d
    where v.required_items is null
    union all
    select
        null as rule_version_id,
        d.slot
    from facts.dim_report_item as d
)

select
    h.contact_id,
    h.escalation_id,
    h.hop,
    make_timestamptz(h.raised_us) as raised_at,
    q.day,
    q.week_start,
    q.weekday,
    q.hour,
    r.center,
    r.team,
    r.channel,
    r.category,
    r.rule_id,
    h.level,
    h.target,
    i.slot,
    n.person_bit,
    case when p.contact_id is not null then g.slot is not null end as is_given
from stage.hop as h
inner join stage.hop_rule as r on h.contact_id = r.contact_id and h.hop = r.hop
inner join stage.hop_person as n on h.contact_id = n.contact_id and h.hop = n.hop
inner join stage.quarter as q on h.raised_us // 900000000 = q.quarter
inner join required as i on r.rule_version_id is not distinct from i.rule_version_id
left join reported as p on h.contact_id = p.contact_id and h.hop = p.hop
left join given as g on h.contact_id = g.contact_id and h.hop = g.hop and i.slot = g.slot
where (select d.has_report from stage.recorded as d)
