-- metric:         risk_matrix_escalation_rate
-- label:          Escalation rate by cell of the risk matrix
-- label_ja:       リスク表のマス別エスカレ率
-- question:       In each cell of impact and urgency, how many contacts are escalated, and what is
--                 expected?
-- question_ja:    影響度と緊急度の各マスで、どれだけエスカレーションされ、何が期待されているか
-- numerator:      contacts of the cell with at least one escalation
-- numerator_ja:   そのマスの、1回以上エスカレーションされた問い合わせ
-- denominator:    contacts of the cell
-- denominator_ja: そのマスの問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           percent
-- good:           none
-- params:         asked, grain
-- needs:          assessed
-- source:         facts.fct_contact
-- notes:          one row for each cell of impact and urgency on record; expected_action is that of
--                 the risk: escalate (very high, high), stay_or_report (medium), stay (low);
--                 against_expected counts the contacts handled otherwise, empty where either is
--                 right; the assessment may have been made after the escalation
-- notes_ja:       記録のある影響度×緊急度のマスごとに1行。expected_action は期待される対応(escalat
--                 e=上げる、stay_or_report=様子を見て報告、stay=上げない)。against_expected は期待
--                 と違った件数で、どちらでもよいマスは空。判定が後から付いたものも含む。
-- reviewed:       2026-11-23, next 2027-05-24

with cell as (
    select
        -- Every cell is a group of its own anyway, so its sides are not grouped by once more.
        columns(regexp_replace($grain, '\b(impact|urgency|risk)\b', 'overall', 'g')),
        c.impact,
        c.urgency,
        any_value(c.risk) as risk,
        count(*) filter (where c.is_escalated and c.is_from_escalation_list is not true)
            as numerator,
        count(*) filter (where c.is_from_escalation_list is not true) as denominator,
        count(*) as case_count
    from asked_contact($asked) as c
    where c.impact is not null and c.urgency is not null
    group by all
)

select
    columns(regexp_replace($grain, '\b(impact|urgency|risk)\b', 'overall', 'g')),
    c.impact,
    c.urgency,
    c.risk,
    case
        when c.risk = 'very_high' or c.risk = 'high' then 'escalate'
        when c.risk = 'medium' then 'stay_or_report'
        when c.risk = 'low' then 'stay'
    end as expected_action,
    c.numerator,
    c.denominator,
    100.0 * c.numerator / nullif(c.denominator, 0) as metric_value,
    case expected_action
        when 'escalate' then c.denominator - c.numerator
        when 'stay' then c.numerator
    end as against_expected,
    c.denominator as recorded,
    c.case_count as cases
from cell as c
order by all
