-- metric:         route_link_volume
-- label:          Links of routes
-- label_ja:       経路のつながり
-- question:       From whom to whom do escalations go, and how do they end?
-- question_ja:    エスカレーションは誰から誰へ渡り、どう終わったか
-- numerator:      escalations from whoever was asked before to whoever was asked next, and the last
--                 one of each contact once more, to how the contact ended
-- numerator_ja:   直前の相手から次の相手へのエスカレーション。問い合わせごとの最後の1回は、終わり方へ
--                 のつながりとしても数える
-- denominator:    none
-- denominator_ja: なし
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind, hop, link_from,
--                 link_to
-- unit:           count
-- good:           none
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_escalation
-- notes:          ask for it by hop, link_from and link_to: a total counts escalations and endings
--                 together. A place is the target asked, or level:N where only the level is known
--                 or it is the first, whose targets are desks; the first escalation comes from the
--                 level of whoever raised it. end:resolved, end:abandoned and end:open say how the
--                 contact ended. It follows who was asked, in order: after a consult the next one
--                 is shown to come from there, too
-- notes_ja:       hop・link_from・link_to 別に見る。合計はエスカレーションと終わり方を合わせた数。
--                 場所は依頼先で、レベルしか分からないときと一次(窓口へ戻った場合)は level:N。
--                 最初の出発点は依頼した側のレベル。end: は問い合わせの終わり方。頼った順の流れであり、
--                 相談の次の依頼も、その相談先から続けて示す。
-- reviewed:       2026-11-27, next 2027-05-24

select
    columns($grain),
    count(*) as numerator,
    null::bigint as denominator,
    numerator::double as metric_value,
    numerator as recorded,
    numerator as cases
from route_link($asked)
group by all
order by all
