-- metric:         late_escalation_rate
-- label:          Not escalated at the target
-- label_ja:       目標時間までに上げていない割合
-- question:       After a sign that help is needed, how many contacts are still not escalated at
--                 the target of their risk?
-- question_ja:    助けが要る兆候のあと、
--                 リスクの目標時間までに上げられていない問い合わせはどれだけか
-- numerator:      contacts that ran on past the target without escalation
-- numerator_ja:   目標時間を過ぎてもエスカレーションされずに続いた問い合わせ
-- denominator:    contacts with a trigger and a target, whose target has passed or that ended
--                 before it
-- denominator_ja: 兆候と目標時間のある問い合わせ(目標前で対応中のものを除く)
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          triggered
-- source:         facts.fct_contact, facts.dim_risk_target
-- notes:          wall clock from the first trigger; the target is that of the last risk assessed;
--                 a risk without a target, such as low, is left out and is no gap in the record
-- notes_ja:       最初の兆候からの暦の時間。目標は最後に評価したリスクのもの。
--                 低いリスクなど目標のないものは除き、記録漏れとも数えない。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where c.hesitation_seconds > t.target_seconds) as numerator,
    count(*) filter (
        where c.hesitation_seconds > t.target_seconds
        or (c.hesitation_end_kind <> 'open' and c.hesitation_seconds <= t.target_seconds)
    ) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    count(*) filter (
        where c.hesitation_seconds is not null and t.target_seconds is not null
    ) as recorded,
    count(*) filter (where c.risk is null or t.target_seconds is not null) as cases
from asked_contact($asked) as c
-- The risk may be grouped by, so it must be there only once.
left join warehouse.facts.dim_risk_target as t using (risk)  -- noqa: ST07
-- The others needed no help: nothing is missing there.
where c.is_escalated or c.hesitation_end_kind is not null
group by all
order by all
