-- metric:         operator_variation
-- label:          Variation between operators
-- label_ja:       対応者による判断のばらつき
-- question:       Are like cases escalated alike, whoever takes them?
-- question_ja:    似た問い合わせは、誰が受けても同じように上げられているか
-- numerator:      squared distances of operators from their like cases' rate, over their variance
-- numerator_ja:   似た問い合わせの率からの各対応者の隔たりの2乗(分散で割る)の合計
-- denominator:    the same by chance alone: operators less one per kind of like cases
-- denominator_ja: 偶然だけの場合の合計(似た問い合わせの種類ごとに、対応者数−1)
-- grains:         week_start, center, category, subcategory, rule_id
-- unit:           count
-- good:           down
-- params:         asked, grain, min_cases, min_people
-- needs:          escalated
-- source:         facts.agg_operator_group
-- notes:          1 is chance alone; like cases match the same rule, else have the same category;
--                 operators with min_cases of them count, and nothing is told of fewer than
--                 min_people; agreement is that of different operators on two like cases; formulas
--                 in queries/macros/README.md; of the weeks that begin in the period
-- notes_ja:       1 は偶然だけの場合。同じルール、なければ同じ区分を似た問い合わせとする。min_cases
--                 件以上の対応者を数え、min_people 人未満では示さない。個人は示さない。一致は、似た
--                 2件を別の対応者が受けた場合。式は queries/macros/README.md。期間内に始まる週が対象。
-- reviewed:       2026-11-23, next 2027-05-24

with known as (
    select
        struct_pack(*columns($grain)) as known_cell,
        sum(g.contact_count) filter (
            where g.like_case is not null and g.operator_number is not null
        )::bigint as recorded,
        sum(g.contact_count)::bigint as cases
    from asked_operator_group($asked) as g
    group by all
),

pooled as (from operator_like_case_pool($asked, $grain, $min_cases, $min_people))

select
    known_cell.*,  -- noqa: RF01
    p.numerator,
    coalesce(p.denominator, 0) as denominator,
    p.numerator / nullif(p.denominator, 0) as metric_value,
    p.like_cases,
    p.between_points,
    p.icc as operator_icc,
    p.agreement_on_hits as agreement_to_escalate,
    p.agreement_on_others as agreement_to_stay,
    p.kappa,
    coalesce(k.recorded, 0) as recorded,
    k.cases
from known as k
left join pooled as p on k.known_cell is not distinct from p.cell
order by all
