-- metric:         over_escalation_by_rule_rate
-- label:          Over-escalation (rule)
-- label_ja:       一次で完結できた可能性の割合(ルール)
-- question:       How many escalations went higher than risk or rule ask for?
-- question_ja:    リスクやルールの定めより上へ上げたエスカレーションはどれだけか
-- numerator:      escalations that are of low risk or went above the level of their rule,
--                 emergencies excepted
-- numerator_ja:   リスクが低い、またはルールのレベルより上へ上げたもの(緊急を除く)
-- denominator:    escalations whose risk or levels are known
-- denominator_ja: リスクまたはレベルが分かるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_escalation
-- notes:          by the rule version and the risk in force when it was raised; a permitted
--                 emergency skip never counts
-- notes_ja:       依頼時点で有効な版のルールとリスクで判定する。
--                 認められた緊急の飛び越しは数えない。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.is_over_by_rule) as numerator,
    count(e.is_over_by_rule) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
