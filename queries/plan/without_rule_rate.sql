-- metric:         without_rule_rate
-- label:          Escalations without a rule
-- label_ja:       ルールのないエスカレの割合
-- question:       How many escalations rest on judgement alone?
-- question_ja:    エスカレーションのうち、判断だけで上げられたものはどれだけか
-- numerator:      escalations that neither name nor match a rule
-- numerator_ja:   ルールを挙げず、どのルールの条件にも合わないエスカレーション
-- denominator:    escalations
-- denominator_ja: エスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_escalation, facts.dim_rule
-- notes:          a category that stands in for a rule is none, and is counted neither here nor as
--                 covered; not recorded where nothing names a rule and there is no rule book
-- notes_ja:       区分で代用したもの(implied)は、ここにもルールありにも数えない。ルールが一つもな
--                 ければ記録なしとする。
-- reviewed:       2026-11-23, next 2027-05-24

with known as (select has_rules() as is_known)

select
    columns($grain),
    count(*) filter (where e.rule_basis = 'none' and k.is_known) as numerator,
    count(*) filter (where e.rule_basis <> 'none' or k.is_known) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
cross join known as k
group by all
order by all
