-- metric:         time_to_assess
-- label:          Time to assess
-- label_ja:       リスク判定までの時間
-- question:       How long does it take until the risk of a contact is assessed?
-- question_ja:    受付から最初のリスク判定まで、どれだけかかるか
-- numerator:      contacts assessed before they ended
-- numerator_ja:   終わる前にリスクを判定した問い合わせ
-- denominator:    contacts whose times are known, in a log that times assessments
-- denominator_ja: 判定の時刻を記録しているログの、時刻が分かる問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           seconds
-- good:           down
-- params:         asked, grain
-- needs:          assessed
-- source:         facts.fct_contact
-- notes:          an assessment gives impact and urgency. metric_value is the Aalen-Johansen
--                 median: the time by which half of all first assessments that will come have come;
--                 ending unassessed and customer gone compete, open contacts are censored; aj_p90
--                 likewise. cif_* are percent of all cases at that time, so cif_5min is the share
--                 assessed within five minutes; final_cif in the end, open_share still open;
--                 naive_* are exact percentiles of the finished ones alone
-- notes_ja:       判定とは影響度と緊急度の記録。metric_value は Aalen-Johansen 法の中央値で、
--                 いずれ判定されるものの半分が済む時間。判定なしの終了・お客様の離脱は競合する
--                 終わり、対応中は打ち切り。aj_p90 も同様。cif_* はその時点までの全件に対する割合で、
--                 cif_5min は5分以内に判定した割合。final_cif は最終の割合、open_share は未完了
--                 の割合。naive_* は済んだものだけの百分位。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    wanted_count as numerator,
    total as denominator,
    p50_of_those::double as metric_value,
    p50_of_those as aj_p50,
    p90_of_those as aj_p90,
    100.0 * by_5min / nullif(total, 0) as cif_5min,
    100.0 * by_10min / nullif(total, 0) as cif_10min,
    100.0 * by_15min / nullif(total, 0) as cif_15min,
    100.0 * wanted_sum / nullif(total, 0) as final_cif,
    100.0 * open_count / nullif(total, 0) as open_share,
    naive_p50,
    naive_p90,
    naive_mean,
    recorded,
    cases
from contact_time_until($asked, $grain, 'time_to_assess', 'assessed')
order by all
