-- metric:         heated_report_rate
-- label:          Heated reports (advisory)
-- label_ja:       感情的な言葉のある報告の割合(参考)
-- question:       How many hand-over reports use heated words of their own?
-- question_ja:    エスカレの報告のうち、書き手自身の感情的な言葉があるものはどれだけか
-- numerator:      escalations whose report has a heated word outside quotation marks
-- numerator_ja:   報告に、引用以外の感情的な言葉があるエスカレーション
-- denominator:    escalations with a report in words
-- denominator_ja: 文章の報告があるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           none
-- params:         asked, grain
-- needs:          escalated|reported
-- source:         facts.fct_escalation
-- notes:          advisory only, for a center that wants to look at its template and its load: by
--                 the words of its lexicon, never of a person and never for appraisal, so no level
--                 is good or bad and no rule is flagged by it. What stands in quotation marks is
--                 not read. An escalation without a report in words is unknown
-- notes_ja:       参考値。ひな形や忙しさを見直す手がかりとして辞書の言葉で数えるもので、個人については
--                 示さず、人事評価には使わない。良し悪しの水準はなく、見直し候補にも使わない。
--                 かぎかっこや引用符の中は数えない。文章の報告がないエスカレーションは「不明」とする。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.is_report_heated) as numerator,
    count(e.is_report_heated) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
