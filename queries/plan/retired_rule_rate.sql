-- metric:         retired_rule_rate
-- label:          Retired rule named
-- label_ja:       廃止したルールによる割合
-- question:       How many escalations name a rule that was no longer in force?
-- question_ja:    すでに廃止したルールを挙げたエスカレーションはどれだけか
-- numerator:      escalations naming a rule that had no version in force any more
-- numerator_ja:   その時点で有効な版がもうないルールを挙げたエスカレーション
-- denominator:    escalations naming a rule that was in the rule book by then
-- denominator_ja: その時点までにルール表に載ったルールを挙げたエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_escalation
-- notes:          whoever goes by an abolished procedure was not told of the change; a rule that
--                 the book does not know, or only from a later day, is in neither count and lowers
--                 the coverage
-- notes_ja:       廃止した手順によるのは、変更が伝わっていないことを示す。ルール表にないルールと、
--                 ルール表の最初の版より前のものは、分子にも分母にも入れず、記録率を下げる。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.is_rule_retired) as numerator,
    count(e.is_rule_retired) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) filter (where e.rule_basis = 'named') as cases
from asked_escalation($asked) as e
group by all
order by all
