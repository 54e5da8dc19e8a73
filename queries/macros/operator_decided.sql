-- table: operator_decided(asked, grain, min_cases)
-- gives: per group and kind of like cases, how many contacts each nameless operator took and how
--        many were escalated; operators with fewer than min_cases are left out

select
    columns($grain),
    g.like_case,
    g.operator_number,
    sum(g.contact_count)::double as n,
    sum(g.escalated_count)::double as x
from asked_operator_group($asked) as g
where g.like_case is not null and g.operator_number is not null
group by all
having n >= $min_cases
