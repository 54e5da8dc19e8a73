-- metric:         answered_step_mean
-- label:          Steps until somebody answers
-- label_ja:       応答までの順番
-- question:       How far down its route does an escalation have to go until somebody answers?
-- question_ja:    経路の何番目で応答があったか
-- numerator:      sum of the steps that answered
-- numerator_ja:   応答した順番の合計
-- denominator:    escalations answered at a known step
-- denominator_ja: 応答した順番が分かるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           count
-- good:           down
-- params:         asked, grain
-- needs:          attempted
-- source:         facts.fct_escalation
-- notes:          a mean of steps, with the share of the first step beside it; those that nobody
--                 answered have no step and are counted in unanswered_escalation_rate
-- notes_ja:       順番の平均。1番目の割合を並べて示す。誰も応答しなかったものは含まず、unanswered_
--                 escalation_rate で見る。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    sum(e.answered_step)::bigint as numerator,
    count(e.answered_step) as denominator,
    numerator / nullif(denominator, 0) as metric_value,
    100.0 * count(*) filter (where e.answered_step = 1) / nullif(denominator, 0)
        as first_step_share,
    denominator as recorded,
    count(*) filter (where e.answered_step is not null or e.is_unanswered is false) as cases
from asked_escalation($asked) as e
group by all
order by all
