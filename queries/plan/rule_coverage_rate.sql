-- metric:         rule_coverage_rate
-- label:          Escalations covered by a rule
-- label_ja:       ルールのあるエスカレの割合
-- question:       How many escalations have a rule behind them?
-- question_ja:    エスカレーションのうち、根拠となるルールがあるものはどれだけか
-- numerator:      escalations that name or match a rule
-- numerator_ja:   ルールを挙げた、またはルールの条件に合うエスカレーション
-- denominator:    escalations
-- denominator_ja: エスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           up
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_escalation, facts.dim_rule
-- notes:          named by whoever escalated or matched by conditions; a category that stands in
--                 for a rule (implied_count) is none; not recorded where nothing names a rule and
--                 there is no rule book
-- notes_ja:       named は依頼者が挙げたルール、matched は条件に合うルール、
--                 区分で代用したもの(implied)は含めない。ルールが一つもなければ記録なしとする。
-- reviewed:       2026-11-23, next 2027-05-24

with known as (select has_rules() as is_known)

select
    columns($grain),
    count(*) filter (where e.rule_basis in ('named', 'matched')) as numerator,
    count(*) filter (where e.rule_basis <> 'none' or k.is_known) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    count(*) filter (where e.rule_basis = 'named') as named_count,
    count(*) filter (where e.rule_basis = 'matched') as matched_count,
    count(*) filter (where e.rule_basis = 'implied') as implied_count,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
cross join known as k
group by all
order by all
