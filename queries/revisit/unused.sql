-- evidence: rules that nobody used
-- gives:    per rule in force for all weeks looked back on and without a hit in them: its last hit,
--           and how many contacts matched its conditions
-- params:   stop DATE, weeks INTEGER
-- source:   facts.dim_rule_version, facts.fct_escalation, facts.fct_contact
-- notes:    a hit is an escalation that names or matches the rule. A log that is shorter than the
--           weeks, or that could not have shown a hit, gives no row: unknown is not unused

with span as (
    select
        $stop::date as stop,
        $stop::date - 7 * $weeks::integer as start
),

named as (
    select count(*) filter (where e.rule_basis = 'named') > 0 as is_named
    from warehouse.facts.fct_escalation as e
),

logged as (
    select min(c.day) as first_day
    from warehouse.facts.fct_contact as c
),

hit as (
    select
        e.rule_id,
        max(e.day) as last_hit,
        count(*) filter (where e.day >= s.start) as recent_count
    from warehouse.facts.fct_escalation as e
    cross join span as s
    where e.rule_id is not null and e.day < s.stop
    group by e.rule_id
),

matched as (
    select
        c.matched_rule_id as rule_id,
        count(*) as contact_count
    from warehouse.facts.fct_contact as c
    cross join span as s
    where c.day >= s.start and c.day < s.stop and c.matched_rule_id is not null
    group by c.matched_rule_id
),

kept as (
    select
        v.rule_id,
        min(v.valid_from) as first_valid_from
    from warehouse.facts.dim_rule_version as v
    group by v.rule_id
)

select
    v.rule_id,
    v.rule_version_id,
    h.last_hit as since,
    coalesce(m.contact_count, 0) as contacts
from warehouse.facts.dim_rule_version as v
cross join span as s
cross join logged as l
cross join named as n
inner join kept as k on v.rule_id = k.rule_id
left join hit as h on v.rule_id = h.rule_id
left join matched as m on v.rule_id = m.rule_id
where
    v.valid_from < s.stop::timestamptz
    and (v.valid_to is null or v.valid_to >= s.stop::timestamptz)
    and k.first_valid_from::date <= s.start
    and l.first_day <= s.start
    and (n.is_named or v.is_machine_readable)
    and coalesce(h.recent_count, 0) = 0
order by v.rule_id asc
