-- metric:         priority_inversion_rate
-- label:          Taken up before a graver one
-- label_ja:       リスクの順が逆になった割合
-- question:       How many escalations are taken up while a graver one waits for the same role?
-- question_ja:    同じ相手をより高いリスクの件が待つ間に、先に引き受けられたものはどれだけか
-- numerator:      escalations accepted while one of higher risk, raised no later, waited
-- numerator_ja:   同時か先に上がった、よりリスクの高い件が待つ間に引き受けられたもの
-- denominator:    escalations accepted, of known risk and time, except the highest risk
-- denominator_ja: リスクと時刻が分かり、引き受けられたエスカレーション(最も高いリスクを除く)
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          escalated, accepted, assessed
-- source:         facts.fct_escalation
-- notes:          the same role of the same center; the risk is the one assessed by the time each
--                 was raised; where a role is held by several people, one of them may have been
--                 free for the smaller matter only; a graver one whose risk or time is not on
--                 record is not seen, so the figure is the least there was
-- notes_ja:       同じセンターの同じ役割を待つもの同士で比べる。リスクはそれぞれ上げた時点の判定。
--                 役割に複数の人がいれば、軽い件だけを受けられた人がいたこともありうる。
--                 リスクや時刻の記録がない件は見えないため、少なくともこの割合と読む。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.is_out_of_turn) as numerator,
    count(e.is_out_of_turn) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) filter (
        where e.accept_end_kind = 'accepted' and e.risk is distinct from 'very_high'
    ) as cases
from asked_escalation($asked) as e
group by all
order by all
