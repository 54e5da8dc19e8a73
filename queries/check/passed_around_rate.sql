-- metric:         passed_around_rate
-- label:          Contacts passed around
-- label_ja:       2回以上引き継がれた割合
-- question:       How many contacts that were handed over are handed over again?
-- question_ja:    引き継がれた問い合わせのうち、さらに引き継がれたものはどれだけか
-- numerator:      contacts handed over twice or more, those that came back among them
-- numerator_ja:   2回以上引き継がれた問い合わせ(元の担当へ戻ったものを含む)
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
-- notes:          a hand-over is a take-over, never a consult. returned_contacts came back to where
--                 they had been (bounce_rate). A route that is planned with two hand-overs counts,
--                 too: look at the cases
-- notes_ja:       引継ぎだけを数え、相談は含まない。returned_contacts は元の担当へ戻った問い合わせ
--                 (bounce_rate)。2回の引継ぎが定められた経路も含まれるため、事例で確かめる。
-- reviewed:       2026-11-27, next 2027-05-24

select
    columns($grain),
    count(*) filter (where c.takeover_count > 1) as numerator,
    count(*) filter (where c.takeover_count > 0) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    count(*) filter (where c.bounce_direct_count > 0 or c.bounce_indirect_count > 0)
        as returned_contacts,
    denominator as recorded,
    denominator as cases
from asked_contact($asked) as c
group by all
order by all
