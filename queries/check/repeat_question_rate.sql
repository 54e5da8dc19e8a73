-- metric:         repeat_question_rate
-- label:          Asked again after escalation
-- label_ja:       引継ぎ後の聞き直しの割合
-- question:       After how many escalations is the customer asked again for what was already
--                 told?
-- question_ja:    お客様が同じことをもう一度聞かれたエスカレーションはどれだけか
-- numerator:      escalations after which the receiver asks what was told or asked before
-- numerator_ja:   受け手が、既に聞いた項目をもう一度尋ねたエスカレーション
-- denominator:    escalations with question records
-- denominator_ja: 質問の記録があるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          asked
-- source:         facts.fct_escalation
-- notes:          asking one and the same item within a role, and verification of identity that
--                 the law demands, are not repeats; without a known repeat, an
--                 escalation after which an unknown item was asked is unknown
-- notes_ja:       同じ担当が聞き返すことと、法令による本人確認は聞き直しに数えない。
--                 聞き直しが見当たらず、項目不明の質問があるものは不明とする。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.has_asked_again) as numerator,
    count(e.has_asked_again) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    sum(e.asked_again_count)::bigint as repeats,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
