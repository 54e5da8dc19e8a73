-- metric:         level_misfit_rate
-- label:          Resolved at another level
-- label_ja:       ルールと違う階層で解決した割合
-- question:       How many escalations are resolved above or below the level that their rule asks
--                 for?
-- question_ja:    ルールが求める階層より上または下で解決したエスカレーションはどれだけか
-- numerator:      escalations answered at another level than the rule asks for
-- numerator_ja:   ルールと違う階層が応答したエスカレーション
-- denominator:    escalations with a rule that brought the resolution, answered at a known level
-- denominator_ja: 解決に至った、ルールと応答した階層が分かるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_escalation
-- notes:          the last escalation before the resolution; one that was passed on is judged where
--                 it ended; without emergencies and without answers from a later step of the route,
--                 which the rule itself foresees; above and below are counted apart, because the
--                 remedies differ; by the rule in force when it was raised
-- notes_ja:       解決の直前のエスカレーションで見る。above は上、below は下で解決した件数。緊急時と
--                 、経路の2番目以降が応答したものは除く。ルールは上げた時点の版。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.answered_level <> e.fit_level) as numerator,
    count(e.answered_level - e.fit_level) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    count(*) filter (where e.answered_level > e.fit_level) as above,
    count(*) filter (where e.answered_level < e.fit_level) as below,
    denominator as recorded,
    count(e.fit_level) as cases
from asked_escalation($asked) as e
group by all
order by all
