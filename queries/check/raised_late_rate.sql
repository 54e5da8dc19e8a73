-- metric:         raised_late_rate
-- label:          Raised after the time limit
-- label_ja:       期限を過ぎて上げた割合
-- question:       After a sign that help is needed, how many escalations come later than their rule
--                 allows?
-- question_ja:    助けが要る兆候のあと、ルールの期限より遅れて上げたエスカレーションはどれだけか
-- numerator:      first escalations raised later after the first sign than allowed
-- numerator_ja:   最初の兆候から期限を過ぎて上げた、最初のエスカレーション
-- denominator:    first escalations after a sign whose time is known and that has a limit
-- denominator_ja: 兆候の時刻と期限のある、最初のエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          escalated, triggered
-- source:         facts.fct_escalation
-- notes:          the limit is the rule's own, on its own clock, else the target of the risk, on
--                 the wall clock; a risk without a target, such as low, is no gap in the record;
--                 what was never escalated is seen in late_escalation_rate
-- notes_ja:       期限はルールのもの(ルールの時計で測る)、なければリスクの目標(暦の時間)。
--                 低いリスクなど目標のないものは記録漏れと数えない。
--                 上げなかったものは late_escalation_rate で見る。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.is_raised_late) as numerator,
    count(e.is_raised_late) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) filter (where e.limit_seconds is not null or e.risk is null) as cases
from asked_escalation($asked) as e
where e.hop = 1
group by all
order by all
