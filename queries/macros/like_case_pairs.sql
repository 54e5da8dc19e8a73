-- table: ${who}_like_case_pairs(asked, grain, min_cases, min_people)
-- gives: per group and kind of like cases, what its people's decisions have in common; kinds with
--        fewer than min_people people of min_cases or more are left out. See the README.

with summed as (
    select
        columns($grain),
        d.like_case,
        count(*) as people_count,
        sum(d.n) as cases,
        sum(d.x) as hits,
        sum(d.x * d.x / d.n) as spread,
        sum(d.n * (d.n - 1)) / 2 as own_pairs,
        sum(d.x * (d.n - d.x)) as own_split,
        sum(d.x * (d.x - 1)) / 2 as own_both
    from ${who}_decided($asked, $grain, $min_cases) as d
    group by all
    having people_count >= $min_people
)

select
    s.*,
    -- Where all or none are decided so nothing can vary, by chance or otherwise.
    if(0 < s.hits and s.hits < s.cases, s.people_count - 1, 0) as freedom,
    if(
        0 < s.hits and s.hits < s.cases,
        (s.spread - s.hits * s.hits / s.cases)
        / (s.hits / s.cases * (1 - s.hits / s.cases)),
        0
    ) as chi_square,
    s.cases * (s.cases - 1) / 2 - s.own_pairs as other_pairs,
    s.hits * (s.cases - s.hits) - s.own_split as other_split,
    s.hits * (s.hits - 1) / 2 - s.own_both as other_both,
    s.own_pairs * other_split / other_pairs as own_split_expected
from summed as s
