-- metric:         verification_repeat_rate
-- label:          Identified again after escalation
-- label_ja:       引継ぎ後の本人確認のやり直しの割合
-- question:       After how many escalations must the customer prove again who he is?
-- question_ja:    引継ぎのあと、お客様がもう一度本人確認を求められたエスカレーションはどれだけか
-- numerator:      escalations after which another role asks for an item of identification again
-- numerator_ja:   別の役割が本人確認の項目をもう一度尋ねたエスカレーション
-- denominator:    escalations with question records, in a log that records identification
-- denominator_ja: 本人確認を記録しているログの、質問の記録があるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           none
-- params:         asked, grain
-- needs:          asked
-- source:         facts.fct_escalation
-- notes:          apart from repeat_question_rate, because the law may demand it; which items count
--                 is a setting (verification_slots); seconds_spent runs from each such question to
--                 its answer, over the timed escalations only, mean_seconds is their mean
-- notes_ja:       法令が求めることもあるため、聞き直し(repeat_question_rate)とは分けて見る。
--                 どの項目が本人確認かは設定(verification_slots)で決める。seconds_spent は
--                 質問から答えまでの秒数の合計で、timed は時刻が分かる件数、mean_seconds はその平均。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.has_verified_again) as numerator,
    count(e.has_verified_again) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    sum(e.verified_again_count)::bigint as repeats,
    sum(e.verified_again_seconds)::bigint as seconds_spent,
    count(e.verified_again_seconds) as timed,
    1.0 * seconds_spent / nullif(timed, 0) as mean_seconds,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
