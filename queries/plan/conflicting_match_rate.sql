-- metric:         conflicting_match_rate
-- label:          Contacts with conflicting rules
-- label_ja:       ルールが競合する問い合わせの割合
-- question:       How many contacts match rules that disagree on the level?
-- question_ja:    レベルの食い違う複数のルールに当てはまる問い合わせはどれだけか
-- numerator:      contacts matching several rules with different levels
-- numerator_ja:   レベルの異なる複数のルールに当てはまる問い合わせ
-- denominator:    contacts matching at least one rule
-- denominator_ja: 1つ以上のルールに当てはまる問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          none
-- source:         facts.fct_contact, facts.dim_rule_version
-- notes:          by the rules in force when the contact was opened; a condition only in words
--                 matches nothing
-- notes_ja:       受付時点で有効なルールで判定する。言葉だけの条件は当てはめられない。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where c.matched_level_count > 1) as numerator,
    count(c.matched_rule_count) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    if(has_rule_book(), count(*), count(c.matched_rule_count)) as recorded,
    count(*) as cases
from asked_contact($asked) as c
group by all
order by all
