-- metric:         missing_item_share
-- label:          Items left out of reports
-- label_ja:       報告で抜けた項目の内訳
-- question:       Which items do reports leave out?
-- question_ja:    報告でどの項目が抜けているか
-- numerator:      reports that leave the item out
-- numerator_ja:   その項目が抜けた報告
-- denominator:    items left out of reports, all of them
-- denominator_ja: 抜けた項目の合計
-- grains:         week_start, day, center, team, channel, category, rule_id, level, target,
--                 weekday, hour, slot
-- unit:           percent
-- good:           none
-- params:         asked, grain
-- needs:          reported
-- source:         facts.fct_report_item
-- notes:          one row per item in each group; missing_rate is the part of the reports that had
--                 to give the item and do not. Only reports on record: an escalation without any
--                 reported item is unknown
-- notes_ja:       区分ごとに項目1つが1行。missing_rate は、その項目が必要な報告のうち抜けた割合。
--                 報告項目の記録がないエスカレーションは不明とし、数えない。
-- reviewed:       2026-11-23, next 2027-05-24

with missing as (
    select
        -- Shares are of all items of a group, so the item is not part of it.
        struct_pack(*columns(replace($grain, 'slot', 'overall'))) as cell,
        i.slot,
        count(*) filter (where not i.is_given) as missing_count,
        count(i.is_given) as recorded,
        count(*) as cases
    from asked_report_item($asked) as i
    group by all
),

total as (
    select
        m.cell as total_cell,
        sum(m.missing_count)::bigint as denominator
    from missing as m
    group by all
)

select
    cell.*,  -- noqa: RF01
    m.slot,
    m.missing_count as numerator,
    t.denominator,
    100.0 * m.missing_count / nullif(t.denominator, 0) as metric_value,
    100.0 * m.missing_count / nullif(m.recorded, 0) as missing_rate,
    m.recorded,
    m.cases
from missing as m
-- Not as a window: that alone takes longer than counting a million rows.
inner join total as t on m.cell is not distinct from t.total_cell
order by all
