-- metric:         report_with_number_rate
-- label:          Reports with a figure
-- label_ja:       数字のある報告の割合
-- question:       How many hand-over reports give a figure?
-- question_ja:    エスカレの報告のうち、数字が書かれているものはどれだけか
-- numerator:      escalations whose report has a digit or a number word with a counter in it
-- numerator_ja:   報告に数字(算用数字、または単位の付いた漢数字)があるエスカレーション
-- denominator:    escalations with a report in words
-- denominator_ja: 文章の報告があるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           up
-- params:         asked, grain
-- needs:          escalated|reported
-- source:         facts.fct_escalation
-- notes:          the report is the note of the escalation and those of its reports; a figure is
--                 one whatever it counts, and no proof that it is right; masked digits are none.
--                 An escalation without a report in words is unknown: it lowers the coverage
-- notes_ja:       報告はエスカレーションと報告のメモを合わせたもの。何の数字でも数え、正しいかどうかは
--                 分からない。伏せ字は数字に数えない。文章の報告がないエスカレーションは「不明」とし、
--                 記録の割合を下げる。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.has_report_number) as numerator,
    count(e.has_report_number) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
