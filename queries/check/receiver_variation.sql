-- metric:         receiver_variation
-- label:          Variation between receivers
-- label_ja:       受け手による判断のばらつき
-- question:       Are like escalations judged alike, whoever receives them?
-- question_ja:    似たエスカレーションは、誰が受けても同じように判断されているか
-- numerator:      squared distances of receivers from their like cases' share that could have
--                 stayed, over their variance
-- numerator_ja:   似たエスカレーションの「一次対応で足りた」割合からの各受け手の隔たりの2乗(分散で割る)の合計
-- denominator:    the same by chance alone: receivers less one per kind of like cases
-- denominator_ja: 偶然だけの場合の合計(似たエスカレーションの種類ごとに、受け手の人数−1)
-- grains:         week_start, center, category, subcategory, rule_id, target
-- unit:           count
-- good:           down
-- params:         asked, grain, min_cases, min_people
-- needs:          escalated, judged
-- source:         facts.agg_receiver_group
-- notes:          1 is chance alone; like cases fall under the same rule, else have the same
--                 category; what is compared is the judgement could_have_stayed, never a return,
--                 which may be for want of time or authority; roles judge together unless asked by
--                 target; receivers with min_cases judged count, and nothing is told of fewer than
--                 min_people; formulas in queries/macros/README.md; of weeks begun in the period
-- notes_ja:       1 は偶然だけの場合。同じルール、なければ同じ区分を似たものとする。比べるのは「一次対応で
--                 足りた」の判定。差し戻しは時間や権限の不足でも起こるため使わない。役割は target で
--                 分けない限り合わせて見る。判定が min_cases 件以上の受け手を数え、min_people 人未満では
--                 示さない。個人は示さない。式は queries/macros/README.md。期間内に始まる週が対象。
-- reviewed:       2026-11-23, next 2027-05-24

with known as (
    select
        struct_pack(*columns($grain)) as known_cell,
        sum(g.judged_count) filter (
            where g.like_case is not null and g.receiver_number is not null
        )::bigint as recorded,
        sum(g.escalation_count)::bigint as cases
    from asked_receiver_group($asked) as g
    group by all
),

pooled as (from receiver_like_case_pool($asked, $grain, $min_cases, $min_people))

select
    known_cell.*,  -- noqa: RF01
    p.numerator,
    coalesce(p.denominator, 0) as denominator,
    p.numerator / nullif(p.denominator, 0) as metric_value,
    p.like_cases,
    p.between_points,
    p.icc as receiver_icc,
    p.agreement_on_hits as agreement_to_stay,
    p.agreement_on_others as agreement_otherwise,
    p.kappa,
    coalesce(k.recorded, 0) as recorded,
    k.cases
from known as k
left join pooled as p on k.known_cell is not distinct from p.cell
order by all
