-- metric:         recorded_share
-- label:          Share recorded
-- label_ja:       記録されている割合
-- question:       Which details of an escalation are on record?
-- question_ja:    エスカレーションについて、どの項目が記録されているか
-- numerator:      escalations for which the item is on record
-- numerator_ja:   その項目が記録されているエスカレーション
-- denominator:    escalations
-- denominator_ja: エスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           up
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_escalation
-- notes:          one row per item in each group; a true zero here means that nobody records the
--                 item
-- notes_ja:       区分ごとに項目1つが1行。ここでの 0 は、
--                 その項目を誰も記録していないことを示す。
-- reviewed:       2026-11-23, next 2027-05-24

with known as (
    select
        struct_pack(*columns($grain)) as cell,
        count(*) as escalation_count,
        [
            count(*) filter (where e.is_exact),
            count(e.level),
            count(e.target),
            count(e.target_level),
            count(e.mode),
            count(e.reason),
            count(e.means),
            count(*) filter (where e.rule_basis = 'named'),
            count(e.risk),
            count(e.failed_attempt_count),
            count(e.reach_end_kind),
            count(e.accept_end_kind),
            count(e.judgement),
            count(e.has_asked_again),
            count(e.report_item_count)
        ] as known_counts
    from asked_escalation($asked) as e
    group by all
),

item as (
    select
        cell,
        escalation_count,
        unnest([
            'time', 'level', 'target', 'target_level', 'mode', 'reason', 'means', 'rule', 'risk',
            'attempts', 'reached', 'accepted', 'judgement', 'questions', 'report'
        ]) as item,
        unnest(known_counts) as numerator
    from known
)

select
    cell.*,  -- noqa: RF01
    i.item,
    i.numerator,
    i.escalation_count as denominator,
    100.0 * i.numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    denominator as cases
from item as i
order by all
