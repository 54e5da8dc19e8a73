-- metric:         time_to_escalate
-- label:          Time to escalate
-- label_ja:       エスカレーションまでの時間
-- question:       How long does it take until a contact is escalated?
-- question_ja:    受付からエスカレーションまで、どれだけかかるか
-- numerator:      contacts escalated
-- numerator_ja:   エスカレーションされた問い合わせ
-- denominator:    contacts whose times are known
-- denominator_ja: 時刻が分かる問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           seconds
-- good:           none
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_contact
-- notes:          metric_value is the Aalen-Johansen median: the time by which half of all
--                 escalations that will come have come; solved without and customer gone compete,
--                 open contacts are censored; aj_p90 likewise. p20_of_all is the time by which a
--                 fifth of all contacts have been escalated, empty when it never is. cif_* are
--                 percent of all cases at that time, final_cif in the end, open_share still open;
--                 naive_* are exact percentiles of the finished ones alone and too short while
--                 cases are open
-- notes_ja:       metric_value は Aalen-Johansen 法の中央値。
--                 起こるエスカレーション全体の半分が済む時間。
--                 上げずに解決・お客様の離脱は競合する終わり、対応中は打ち切りとして扱う。
--                 aj_p90 も同様。p20_of_all は全件の2割が上がるまでの時間、届かなければ空。
--                 cif_* はその時点までの全件に対する割合、
--                 final_cif は最終の割合、open_share は未完了の割合。
--                 naive_* は済んだものだけの百分位で、未完了がある間は短く出る。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    wanted_count as numerator,
    total as denominator,
    p50_of_those::double as metric_value,
    p50_of_those as aj_p50,
    p90_of_those as aj_p90,
    p20_of_all,
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
from contact_time_until($asked, $grain, 'time_to_escalate', 'escalated')
order by all
