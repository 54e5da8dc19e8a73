-- evidence: people behind a step
-- gives:    per rule, route step and band of hours, and per whole step (band NULL), how many
--           different people tried it; NULL where nobody is on record
-- params:   asked, bands INTEGER[] (the hours at which bands start)
-- source:   facts.fct_attempt, facts.fct_escalation

with band as (
    select
        h.hour,
        max(b.start) as start
    from range(24) as h (hour)
    inner join unnest($bands) as b (start) on h.hour >= b.start
    group by h.hour
),

tried as (
    select
        t.rule_id,
        t.step,
        b.start as band,
        e.actor_key
    from asked_attempt($asked) as t
    inner join warehouse.facts.fct_escalation as e on t.escalation_id = e.escalation_id
    left join band as b on t.hour = b.hour
    where t.rule_id is not null
)

select
    t.rule_id,
    t.step,
    t.band::integer as band,
    nullif(count(distinct t.actor_key), 0) as people
from tried as t
where t.band is not null
group by t.rule_id, t.step, t.band
union all
select
    t.rule_id,
    t.step,
    null::integer as band,
    nullif(count(distinct t.actor_key), 0) as people
from tried as t
group by t.rule_id, t.step
order by rule_id asc, step asc, band asc
