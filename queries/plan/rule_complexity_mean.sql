-- metric:         rule_complexity_mean
-- label:          Parts of a rule
-- label_ja:       ルールの複雑さ(条件と経路の数)
-- question:       How many conditions and route steps has a rule that people escalate by?
-- question_ja:    使われたルールには、条件と経路の段がいくつあるか
-- numerator:      sum of the conditions and route steps of the rules in force
-- numerator_ja:   その時点のルールの、条件と経路の段の数の合計
-- denominator:    escalations with a rule in force whose conditions a machine can read
-- denominator_ja: 機械で読める条件のルールが有効だったエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           count
-- good:           down
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_escalation
-- notes:          weighed by use: by rule_id it is the rule's own number, over all how simple the
--                 rules are that people work by; conditions, branches (or-parts) and steps stand
--                 beside it; a rule whose condition is only in words is not counted
-- notes_ja:       使われた回数で重みを付けた平均。rule_id 別ならそのルール自身の数。条件・場合分け・
--                 経路の段のそれぞれの平均を並べて示す。条件が文章だけのルールは数えない。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    sum(e.rule_condition_count + e.rule_step_count)::bigint as numerator,
    count(e.rule_condition_count) as denominator,
    numerator / nullif(denominator, 0) as metric_value,
    sum(e.rule_condition_count) / nullif(denominator, 0) as condition_mean,
    sum(e.rule_branch_count) / nullif(denominator, 0) as branch_mean,
    metric_value - condition_mean as step_mean,
    denominator as recorded,
    count(e.rule_version_id) as cases
from asked_escalation($asked) as e
group by all
order by all
