-- evidence: escalations that no rule names or matches
-- gives:    per combination of category, subcategory, reason and channel: n, the level asked most
--           and how often, the role asked most, and how long after the first sign they were raised
-- params:   start DATE, stop DATE, min_cases INTEGER, min_people INTEGER
-- source:   facts.fct_escalation
-- notes:    a combination that leaves an item out has NULL there; combinations overlap, and
--           queries/revisit/clusters.py chooses among them. A category of its own stands for no
--           rule; stop is exclusive

select
    e.category,
    e.subcategory,
    e.reason,
    e.channel,
    count(*) as n,
    (list_max(map_values(histogram(e.target_level))))::bigint as level_count,
    count(e.target_level) as level_known_count,
    mode(e.target_level) as level,
    mode(e.target) as target,
    mode(e.mode) as mode,
    count(e.hesitation_seconds) as timed_count,
    quantile_disc(e.hesitation_seconds, 0.5) as p50_seconds,
    quantile_disc(e.hesitation_seconds, 0.9) as p90_seconds
from warehouse.facts.fct_escalation as e
where
    e.rule_basis = 'none'
    and e.day >= $start::date
    and e.day < $stop::date
    and e.category is not null
group by
    grouping sets (
        (e.category),
        (e.category, e.subcategory),
        (e.category, e.reason),
        (e.category, e.channel),
        (e.category, e.reason, e.channel),
        (e.category, e.subcategory, e.reason),
        (e.category, e.subcategory, e.channel),
        (e.category, e.subcategory, e.reason, e.channel)
    )
having
    count(*) >= $min_cases::integer
    -- A cluster that has had a rule for a month has got what it needed.
    and max(e.day) >= $stop::date - 28
    -- Fewer people than this, and the cluster would be a person's; nobody on record is unknown.
    and count(distinct e.actor_key) not between 1 and $min_people::integer - 1
    and (grouping(e.subcategory) = 1 or e.subcategory is not null)
    and (grouping(e.reason) = 1 or e.reason is not null)
    and (grouping(e.channel) = 1 or e.channel is not null)
order by n desc, e.category asc, e.subcategory asc, e.reason asc, e.channel asc
