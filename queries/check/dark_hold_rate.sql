-- metric:         dark_hold_rate
-- label:          Long holds without an escalation
-- label_ja:       記録のない長い保留の割合
-- question:       How many held contacts were held for so long that somebody was probably asked
--                 without a record?
-- question_ja:    保留のうち、記録なしに誰かへ相談したと思われる長いものはどれだけか
-- numerator:      contacts held longer than hold_seconds without any escalation on record
-- numerator_ja:   hold_seconds 秒より長く保留し、エスカレーションの記録がない問い合わせ
-- denominator:    contacts with holds on record
-- denominator_ja: 保留の記録がある問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain, hold_seconds
-- needs:          held, retrieved
-- source:         facts.fct_contact
-- notes:          an estimate of escalations that nobody logged: a long hold may also be a search;
--                 all holds of a contact together, only where each was taken back on record
-- notes_ja:       記録されていないエスカレーションの目安。長い保留には調べものもありうる。1件の保
--                 留を合計し、解除の記録がそろうものだけを数える。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where c.held_seconds > $hold_seconds and c.hop_count = 0) as numerator,
    count(c.held_seconds) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    denominator as cases
from asked_contact($asked) as c
group by all
order by all
