-- table: like_case_pairs(asked, grain, min_cases, min_people)
-- gives: per group and kind of like cases, what its operators' decisions have in common; kinds with
--        fewer than min_people operators of min_cases or more are left out. See the README.

with decided as (
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
),

summed as (
    select
        columns($grain),
        d.like_case,
        count(*) as operator_count,
        sum(d.n) as cases,
        sum(d.x) as hits,
        sum(d.x * d.x / d.n) as spread,
        sum(d.n * (d.n - 1)) / 2 as own_pairs,
        sum(d.x * (d.n - d.x)) as own_split,
        sum(d.x * (d.x - 1)) / 2 as own_up
    from decided as d
    group by all
    having operator_count >= $min_people
)

select
    s.*,
    -- Where all or none are escalated nothing can vary, by chance or otherwise.
    if(0 < s.hits and s.hits < s.cases, s.operator_count - 1, 0) as freedom,
    if(
        0 < s.hits and s.hits < s.cases,
        (s.spread - s.hits * s.hits / s.cases)
        / (s.hits / s.cases * (1 - s.hits / s.cases)),
        0
    ) as chi_square,
    s.cases * (s.cases - 1) / 2 - s.own_pairs as other_pairs,
    s.hits * (s.cases - s.hits) - s.own_split as other_split,
    s.hits * (s.hits - 1) / 2 - s.own_up as other_up,
    s.own_pairs * other_split / other_pairs as own_split_expected
from summed as s
