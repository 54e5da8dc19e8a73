-- metric:         time_to_accept
-- label:          Time to accept
-- label_ja:       受け手の応答時間
-- question:       How long does it take until an escalation is accepted?
-- question_ja:    エスカレーションが引き受けられるまで、どれだけかかるか
-- numerator:      escalations accepted
-- numerator_ja:   引き受けられたエスカレーション
-- denominator:    escalations in a log that times acceptance
-- denominator_ja: 応答時刻の記録があるログのエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind, hop
-- unit:           seconds
-- good:           down
-- params:         asked, grain
-- needs:          escalated, accepted
-- source:         facts.fct_escalation
-- notes:          metric_value and aj_p90 (Aalen-Johansen) are the times by which half and nine
--                 tenths of all cases have ended so, empty when they never do: raised to accepted;
--                 passing on unaccepted, resolution and customer gone compete, those still waiting
--                 are censored. p50_of_those and p90_of_those are of those that will end so. cif_*
--                 are percent of all cases at that time, final_cif in the end, open_share still
--                 open; naive_* are exact percentiles of the finished ones alone and too short
--                 while cases are open
-- notes_ja:       metric_value と aj_p90 は Aalen-Johansen 法で、全件の半分・9割がそう終わるまで
--                 の時間。届かなければ空。p50_of_those と p90_of_those は、そう終わるものだけ
--                 の半分・9割。
--                 依頼から引き受けまで。引き受け前の次の依頼・解決・お客様の離脱は競合する終わり、
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
from escalation_time_until($asked, $grain, 'time_to_accept', 'accepted')
order by all
