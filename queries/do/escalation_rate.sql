-- metric:         escalation_rate
-- label:          Escalation rate
-- label_ja:       エスカレ率
-- question:       How many of the contacts handled are escalated?
-- question_ja:    対応した問い合わせのうち、どれだけがエスカレーションされたか
-- numerator:      contacts with at least one escalation
-- numerator_ja:   1回以上エスカレーションされた問い合わせ
-- denominator:    contacts handled
-- denominator_ja: 対応した問い合わせ
-- grains:         week_start, day, center, team, channel, category
-- unit:           percent
-- good:           none
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.agg_contact_day
-- notes:          by the week the contact was opened; counts contacts, not escalations; upward
--                 hops count, or all hops where the log has no levels; a count of contacts from
--                 another system replaces the log for its day and center; a center whose log
--                 lists escalated contacts alone has no rate without such a count
-- notes_ja:       問い合わせを受けた週で数える。単位は問い合わせで、
--                 エスカレーションの回数ではない。上位への依頼を数え、
--                 レベルの記録がない場合はすべての依頼を数える。
--                 別システムの対応件数がある日と拠点では、その件数を分母にする。
--                 エスカレーションした問い合わせだけを記録した拠点は、
--                 対応件数がなければ率を出さない。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    (sum(d.escalated_contacts) filter (where d.contacts is not null))::bigint as numerator,
    (sum(d.contacts) filter (where d.escalated_contacts is not null))::bigint as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    sum(coalesce(d.contacts, d.escalated_contacts))::bigint as cases
from asked_contact_day($asked) as d
group by all
order by all
