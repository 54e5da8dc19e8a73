-- metric:         time_to_reach
-- label:          Time to reach somebody
-- label_ja:       つながるまでの時間
-- question:       How long does it take until somebody answers an escalation?
-- question_ja:    エスカレーションに誰かが応答するまで、どれだけかかるか
-- numerator:      escalations answered
-- numerator_ja:   誰かが応答したエスカレーション
-- denominator:    escalations whose attempts or acceptance are timed
-- denominator_ja: 試行または応答の時刻が分かるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind, hop
-- unit:           seconds
-- good:           down
-- params:         asked, grain
-- needs:          escalated, attempted|accepted
-- source:         facts.fct_escalation
-- notes:          metric_value and aj_p90 (Aalen-Johansen) are the times by which half and nine
--                 tenths of all cases have ended so, empty when they never do: raised to first
--                 answer; passing on unanswered, resolution and customer gone compete, those still
--                 waiting are censored. p50_of_those and p90_of_those are of those that will end
--                 so. cif_* are percent of all cases at that time, final_cif in the end, open_share
--                 still open; naive_* are exact percentiles of the finished ones alone and too
--                 short while cases are open
-- notes_ja:       metric_value と aj_p90 は Aalen-Johansen 法で、全件の半分・9割がそう終わるまで
--                 の時間。届かなければ空。p50_of_those と p90_of_those は、そう終わるものだけ
--                 の半分・9割。
--                 依頼から最初の応答まで。応答なしの次の依頼・解決・お客様の離脱は競合する終わり、
--                 待っているものは打ち切り。cif_* はその時点までの全件に対する割合、
--                 final_cif は最終の割合、open_share は未完了の割合。
--                 naive_* は済んだものだけの百分位で、未完了がある間は短く出る。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    wanted_count as numerator,
    total as denominator,
    p50_of_all::double as metric_value,
    p50_of_all as aj_p50,
    p90_of_all as aj_p90,
    p50_of_those,
    p90_of_those,
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
from escalation_time_until($asked, $grain, 'time_to_reach', 'answered')
order by all
