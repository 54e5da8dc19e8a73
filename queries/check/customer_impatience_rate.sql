-- metric:         customer_impatience_rate
-- label:          Impatient words of customers
-- label_ja:       お客様のいら立ちの言葉がある割合
-- question:       How often does a customer say that it was said before, or that time presses?
-- question_ja:    「さっき言ったのに」「急いでいる」といったお客様の言葉があるのは、どれだけか
-- numerator:      contacts whose notes say that it was said before or that time presses
-- numerator_ja:   「もう言った」「急いでいる」にあたる言葉のメモがある問い合わせ
-- denominator:    contacts with a note of the customer's words
-- denominator_ja: お客様の言葉のメモがある問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          told|complained|feedback|triggered
-- source:         facts.fct_contact
-- notes:          told by the words of the center's lexicon, so a hint and no proof: what nobody
--                 wrote down, or in other words, is not heard; said_before_share, hurry_share and
--                 angry_share are the parts of the same contacts. A contact without such a note is
--                 unknown and not patient: it lowers the coverage
-- notes_ja:       センターの辞書の言葉で判定するため目安であり、書かれなかった言葉や別の言い方は数えない。
--                 said_before_share・hurry_share・angry_share は、同じ問い合わせのうち「もう言った」
--                 「急いでいる」「怒り」の言葉がある割合。メモのない問い合わせは「不明」とし、
--                 記録の割合を下げる。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where c.has_impatience) as numerator,
    count(c.has_impatience) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    100.0 * count(*) filter (where c.has_said_before) / nullif(count(c.has_said_before), 0)
        as said_before_share,
    100.0 * count(*) filter (where c.is_in_a_hurry) / nullif(count(c.is_in_a_hurry), 0)
        as hurry_share,
    100.0 * count(*) filter (where c.is_angry) / nullif(count(c.is_angry), 0) as angry_share,
    denominator as recorded,
    count(*) as cases
from asked_contact($asked) as c
group by all
order by all
