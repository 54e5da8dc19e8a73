-- metric:         passed_over_sign_rate
-- label:          Signs passed over
-- label_ja:       兆候があっても上げていない割合
-- question:       How many contacts with a sign that help was needed ended without an escalation?
-- question_ja:    助けが要る兆候があったのに、エスカレーションせずに終わった問い合わせはどれだけか
-- numerator:      contacts with a sign on record that ended without an escalation
-- numerator_ja:   兆候の記録があり、エスカレーションせずに終わった問い合わせ
-- denominator:    contacts with a sign on record that were escalated or ended
-- denominator_ja: 兆候の記録があり、エスカレーションしたか終わった問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          none
-- source:         facts.fct_contact
-- notes:          a sign is a trigger, a request for a superior, or a high or very high risk; what
--                 is still open is left out; it says how often a sign on record led nowhere, not
--                 how many escalations are missed: that takes an audit
-- notes_ja:       兆候は、きっかけの記録・上席の要望・高い(非常に高い)リスク。未完了は除く
--                 。漏れの割合そのものではなく、それは監査で分かる。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where c.is_sign_passed_over) as numerator,
    count(c.is_sign_passed_over) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    denominator as cases
from asked_contact($asked) as c
group by all
order by all
