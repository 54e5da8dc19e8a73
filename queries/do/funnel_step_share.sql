-- metric:         funnel_step_share
-- label:          How far contacts get
-- label_ja:       7つのステップの到達率
-- question:       How many contacts get to each of the seven steps of an escalation?
-- question_ja:    エスカレーションの7つのステップに、それぞれどれだけの問い合わせが達したか
-- numerator:      contacts that got to the step
-- numerator_ja:   そのステップに達した問い合わせ
-- denominator:    contacts
-- denominator_ja: 問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           percent
-- good:           none
-- params:         asked, grain
-- needs:          none
-- source:         facts.fct_contact, meta.source
-- notes:          one row per step; a step whose event the log never records is not recorded, and
--                 no zero. handled: asked, told, held or waited for before any escalation, or
--                 solved without one; reported: escalated; decided: accepted, advised or returned.
--                 Most contacts rightly end before reported; escalated_share is the share of those
--                 escalated that got to the step
-- notes_ja:       ステップごとに1行。その出来事を記録しないログでは記録なしとし、0 とはしない。handle
--                 d(現場での対応)は、エスカレ前の聞き取り・保留など、またはエスカレなしの解決。
--                 reported(報告)はエスカレ、decided(判断)は応答・助言・差し戻し。多くは報告の前に終
--                 わるのが正しい。escalated_share は、エスカレされたもののうち達した割合。
-- reviewed:       2026-11-23, next 2027-05-24

with step as (
    select
        cell,
        case_count,
        escalated_count,
        unnest(range(1, 8)) as step,
        unnest([
            'occurred', 'handled', 'reported', 'decided', 'followed_up', 'confirmed', 'looked_back'
        ]) as step_name,
        coalesce(unnest(reached), 0) as numerator,
        coalesce(unnest(known), 0) as denominator,
        coalesce(unnest(reached_escalated), 0) as escalated_reached
    from steps_reached($asked, $grain)
)

select
    cell.*,  -- noqa: RF01
    s.step,
    s.step_name,
    s.numerator,
    s.denominator,
    100.0 * s.numerator / nullif(s.denominator, 0) as metric_value,
    100.0 * s.escalated_reached / nullif(s.escalated_count, 0) as escalated_share,
    s.denominator as recorded,
    s.case_count as cases
from step as s
order by all
