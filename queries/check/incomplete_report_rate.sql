-- metric:         incomplete_report_rate
-- label:          Reports with items left out
-- label_ja:       項目が欠けた報告の割合
-- question:       How many reports leave out something that they must tell?
-- question_ja:    報告すべき項目が1つでも欠けた報告は、どれだけあるか
-- numerator:      escalations whose report leaves out at least one required item
-- numerator_ja:   必須項目が1つ以上欠けた報告のエスカレーション
-- denominator:    escalations with a report on record
-- denominator_ja: 報告の記録があるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          reported
-- source:         facts.fct_escalation
-- notes:          counts reports, beside report_completeness_rate, which counts items. Required are
--                 the items of the rule version in force, else those of the center's template. An
--                 escalation without any reported item is unknown and not an empty report
-- notes_ja:       報告の件数で数える(項目で数える report_completeness_rate と並べて見る)。必須項目は
--                 発生時のルールの版のもの、なければ設定のひな形による。報告項目の記録がない
--                 エスカレーションは空の報告ではなく「不明」とする。
-- reviewed:       2026-11-27, next 2027-05-28

select
    columns($grain),
    count(*) filter (where not e.is_report_complete) as numerator,
    count(e.is_report_complete) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
