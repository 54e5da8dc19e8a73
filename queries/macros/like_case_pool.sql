-- table: ${who}_like_case_pool(asked, grain, min_cases, min_people)
-- gives: per group, as `cell`, what all its kinds of like cases say together of how alike people
--        decide: agreement_on_hits on what counts, agreement_on_others on what does not

with pooled as (
    select
        struct_pack(*columns($grain)) as cell,
        sum(p.chi_square) as numerator,
        sum(p.freedom)::bigint as denominator,
        count(*) as like_cases,
        sum(p.other_pairs) as pairs,
        sum(p.other_both) as both_hit,
        sum(p.other_split) as split_count,
        pairs - both_hit - split_count as neither_hits,
        (2 * both_hit + split_count) / (2 * pairs) as share,
        1 - sum(p.own_split) / nullif(sum(p.own_split_expected), 0) as icc,
        100 * sqrt(greatest(
            0, (sum(p.own_split_expected) - sum(p.own_split)) / nullif(sum(p.own_pairs), 0) / 2
        )) as between_points
    from ${who}_like_case_pairs($asked, $grain, $min_cases, $min_people) as p
    group by all
)

select
    p.cell,
    p.numerator,
    p.denominator,
    p.like_cases,
    p.between_points,
    p.icc,
    200 * p.both_hit / nullif(2 * p.both_hit + p.split_count, 0) as agreement_on_hits,
    200 * p.neither_hits / nullif(2 * p.neither_hits + p.split_count, 0) as agreement_on_others,
    -- One kind of like cases has no other kind that chance could be taken from.
    if(
        p.like_cases > 1, 1 - p.split_count / p.pairs / nullif(2 * p.share * (1 - p.share), 0), null
    ) as kappa
from pooled as p
