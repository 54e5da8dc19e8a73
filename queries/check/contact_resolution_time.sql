-- metric:         contact_resolution_time
-- label:          Time to resolve a contact
-- label_ja:       問い合わせの解決時間
-- question:       How long does it take from opening a contact to its resolution?
-- question_ja:    受付から解決まで、どれだけかかるか
-- numerator:      contacts resolved
-- numerator_ja:   解決した問い合わせ
-- denominator:    contacts whose times are known
-- denominator_ja: 時刻が分かる問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           seconds
-- good:           down
-- params:         asked, grain
-- needs:          resolved
-- source:         facts.fct_contact
-- notes:          metric_value is the Aalen-Johansen median: opened to first resolution;
--                 customer gone and closure without resolution compete, open contacts are censored.
--                 cif_* are percent of all cases at that time, final_cif in the end, open_share
--                 still open; naive_* are exact percentiles of the finished ones alone and too
--                 short while cases are open
-- notes_ja:       metric_value は Aalen-Johansen 法の中央値。
--                 受付から最初の解決まで。
--                 お客様の離脱と解決なしの完了は競合する終わり、対応中は打ち切り。
--                 cif_* はその時点までの全件に対する割合、final_cif は最終の割合、
--                 open_share は未完了の割合。
--                 naive_* は済んだものだけの百分位で、未完了がある間は短く出る。
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
from contact_time_until($asked, $grain, 'contact_resolution_time', 'resolved')
order by all
