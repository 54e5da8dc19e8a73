-- metric:         report_length
-- label:          Length of reports
-- label_ja:       報告の長さ(文字数)
-- question:       How many characters does a hand-over report have?
-- question_ja:    エスカレの報告は何文字か
-- numerator:      characters of the reports
-- numerator_ja:   報告の文字数の合計
-- denominator:    escalations with a report in words
-- denominator_ja: 文章の報告があるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           count
-- good:           none
-- params:         asked, grain, short_length, long_length
-- needs:          escalated|reported
-- source:         facts.fct_escalation
-- notes:          the mean, with the median beside it, since one pasted mail moves the mean alone;
--                 short_share have fewer than short_length characters, long_share long_length or
--                 more. The report is the note of the escalation and those of its reports, each
--                 once, full width or half width alike. Short is no aim by itself: read it beside
--                 the complete reports and those with a figure. Languages differ in length
-- notes_ja:       平均。1件の長い貼り付けで動くため、中央値 median_length を並べて示す。short_share は
--                 short_length 文字未満、long_share は long_length 文字以上の割合。報告は
--                 エスカレーションと報告のメモを合わせたもので、全角と半角は区別しない。短ければよい
--                 わけではなく、報告の充足率や数字のある割合と合わせて読む。言語により長さは違う。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    sum(e.report_length)::bigint as numerator,
    count(e.report_length) as denominator,
    numerator / nullif(denominator, 0) as metric_value,
    median(e.report_length) as median_length,
    100.0 * count(*) filter (where e.report_length < $short_length) / nullif(denominator, 0)
        as short_share,
    100.0 * count(*) filter (where e.report_length >= $long_length) / nullif(denominator, 0)
        as long_share,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
