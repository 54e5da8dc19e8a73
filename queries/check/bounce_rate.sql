-- metric:         bounce_rate
-- label:          Bounced contacts
-- label_ja:       たらい回しの割合
-- question:       How many contacts that were handed over come back to where they were?
-- question_ja:    引き継がれた問い合わせのうち、元の担当へ戻ったものはどれだけか
-- numerator:      contacts that went A, B, A (direct) or A, others, A (indirect)
-- numerator_ja:   A→B→A(直接)または A→…→A(間接)と動いた問い合わせ
-- denominator:    contacts handed over at least once
-- denominator_ja: 1回以上引き継がれた問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_contact
-- notes:          over known teams of take-over hops, equal neighbours collapsed; direct_bounces
--                 and indirect_bounces count the returns themselves; a planned call-back may look
--                 like a bounce
-- notes_ja:       引き継ぎの依頼で、分かっている窓口だけを、同じ窓口の連続は1つとして数える。
--                 direct_bounces と indirect_bounces は戻った回数
--                 。予定した折り返しも含まれうる。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where c.bounce_direct_count > 0 or c.bounce_indirect_count > 0) as numerator,
    count(*) filter (where c.takeover_count > 0) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    count(*) filter (where c.bounce_direct_count > 0) as direct_contacts,
    count(*) filter (where c.bounce_indirect_count > 0) as indirect_contacts,
    sum(c.bounce_direct_count)::bigint as direct_bounces,
    sum(c.bounce_indirect_count)::bigint as indirect_bounces,
    denominator as recorded,
    denominator as cases
from asked_contact($asked) as c
group by all
order by all
