-- metric:         under_escalation_suspected_count
-- label:          Suspected missed escalations
-- label_ja:       エスカレ漏れの疑い
-- question:       How many contacts look as if they should have been escalated, or sooner?
-- question_ja:    エスカレーションすべきだった、または遅れたと疑われる問い合わせは何件か
-- numerator:      contacts with at least one of three signs: risk, an unmet request for a
--                 superior, escalation only after reopening or complaint
-- numerator_ja:   3つの兆候(リスク・上席要望への未対応・再開や苦情の後のエスカレーション)のいず
--                 れかがある問い合わせ
-- denominator:    none
-- denominator_ja: なし
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           count
-- good:           down
-- params:         asked, grain, demand_seconds
-- needs:          none
-- source:         facts.fct_contact
-- notes:          a count of suspected cases, never a rate: what was never escalated is seen only
--                 through an audit. Risk: very high or high and never escalated, or later than the
--                 target of its risk, from the first trigger, else from opening. Demand: a
--                 superior was asked for and not brought in within demand_seconds while the
--                 contact ran. The twin of over-escalation
-- notes_ja:       疑いの件数であり、率ではない。上げなかったものの実際は監査でしか分からない。
--                 リスク: 非常に高い・高いのに上げていない、または目標時間より遅い。
--                 要望: 上席を求められて demand_seconds 秒以内につないでいない。
--                 過剰と必ず並べて見る。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where s.is_by_risk or s.is_by_demand or s.is_by_aftermath) as numerator,
    null::bigint as denominator,
    numerator::double as metric_value,
    if(count(s.risk) > 0, count(*) filter (where s.is_by_risk), null) as by_risk,
    if(
        count(s.first_triggered_at) > 0 or count(s.demanded_at) > 0,
        count(*) filter (where s.is_by_demand),
        null
    ) as by_demand,
    if(count(s.is_escalated_after_trouble) > 0, count(*) filter (where s.is_by_aftermath), null)
        as by_aftermath,
    count(*) filter (
        where s.risk is not null or s.demanded_at is not null
        or s.is_escalated_after_trouble is not null
    ) as recorded,
    count(*) as cases
from missed_signal($asked, $demand_seconds) as s
group by all
order by all
