-- evidence: rules past the date of their next review
-- gives:    per rule in force, the date that has passed and the escalations under it since
-- params:   stop DATE
-- source:   facts.dim_rule_version, facts.fct_escalation
-- notes:    stop is exclusive: a review due on the last day of the week is not overdue yet

with span as (
    select $stop::date as stop
)

select
    v.rule_id,
    v.rule_version_id,
    v.review_by as since,
    (
        select count(*)
        from warehouse.facts.fct_escalation as e
        where e.rule_id = v.rule_id and e.day > v.review_by and e.day < s.stop
    ) as cases
from warehouse.facts.dim_rule_version as v
cross join span as s
where
    v.valid_from < s.stop::timestamptz
    and (v.valid_to is null or v.valid_to >= s.stop::timestamptz)
    and v.review_by < s.stop - 1
order by v.rule_id asc
