-- metric:         report_completeness_rate
-- label:          Complete reports
-- label_ja:       報告の項目の充足率
-- question:       How much of what a report must tell does the one who is asked get to know?
-- question_ja:    報告すべき項目のうち、受け手に伝わったのはどれだけか
-- numerator:      required items that were reported
-- numerator_ja:   報告された必須項目
-- denominator:    items that the reports on record had to give
-- denominator_ja: 記録のある報告で必要だった項目
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           up
-- params:         asked, grain
-- needs:          reported
-- source:         facts.fct_escalation
-- notes:          counts items, so that a report without two of four weighs more than one without
--                 one; complete_share is the part of the reports that leave nothing out. Required
--                 are the items of the rule version in force, else those of the center's template
--                 (report_items in the settings). An escalation without any reported item is
--                 unknown and not an empty report: it lowers the coverage
-- notes_ja:       項目で数えるため、4項目のうち2つ欠けた報告は1つ欠けた報告より重い。complete_share は
--                 欠けのない報告の割合。必須項目は発生時のルールの版のもの、なければ設定 report_items の
--                 ひな形による。報告項目の記録がないエスカレーションは空の報告ではなく「不明」とし、
--                 記録の割合を下げる。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    sum(e.reported_item_count)::bigint as numerator,
    sum(e.required_item_count)::bigint as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    100.0 * count(*) filter (where e.is_report_complete)
    / nullif(count(e.is_report_complete), 0) as complete_share,
    count(e.is_report_complete) as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
