-- metric:         level_jump_rate
-- label:          Levels passed over
-- label_ja:       階層の飛び越しの割合
-- question:       How many escalations pass a level over, though no rule or emergency tells to?
-- question_ja:    ルールにも緊急にもよらず、階層を飛び越して上げたエスカレーションはどれだけか
-- numerator:      escalations up that pass over a level, apart from those told to
-- numerator_ja:   途中の階層を飛び越したエスカレーション(ルールの指定と緊急を除く)
-- denominator:    escalations to a higher level
-- denominator_ja: 上の階層へのエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_escalation
-- notes:          whoever was asked before in the same contact was not passed over; jumps counts
--                 them all, by_emergency and by_rule those that an emergency, or the level of the
--                 rule in force, tells to make; an emergency that is not on record is none
-- notes_ja:       同じ問い合わせで先に頼んだ階層は飛び越しと数えない。jumps は飛び越しの全件、
--                 by_emergency は緊急によるもの、by_rule は上げた時点のルールの階層が
--                 そこまで求めるもの。緊急の記録がなければ緊急ではないとみなす。
-- reviewed:       2026-11-23, next 2027-05-24

with raised as (
    select
        columns($grain),
        e.skipped_level_count,
        -- Numbers to sum up: as filters each condition would be looked at anew in every count.
        (e.direction = 'up')::integer as up,
        (e.skipped_level_count > 0)::integer as jump,
        coalesce(e.is_emergency, false)::integer as emergency,
        coalesce(e.rule_level >= e.target_level, false)::integer as told
    from asked_escalation($asked) as e
)

select
    columns($grain),
    coalesce(sum(r.jump * (1 - r.emergency) * (1 - r.told)), 0)::bigint as numerator,
    coalesce(sum(r.up), 0)::bigint as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    coalesce(sum(r.jump), 0)::bigint as jumps,
    coalesce(sum(r.jump * r.emergency), 0)::bigint as by_emergency,
    jumps - by_emergency - numerator as by_rule,
    count(r.skipped_level_count) as recorded,
    count(*) as cases
from raised as r
group by all
order by all
