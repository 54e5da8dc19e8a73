-- metric:         over_escalation_by_outcome_rate
-- label:          Over-escalation (outcome)
-- label_ja:       一次で完結できた可能性の割合(結果)
-- question:       How many escalations were settled by a word that was already written down, or
--                 soon came back?
-- question_ja:    すぐに戻された、または既存の資料で答えが出たエスカレーションはどれだけか
-- numerator:      escalations that came back or were advised within the set minutes without use of
--                 authority, or were answered from existing material
-- numerator_ja:   設定した分数のうちに権限を使わず助言・差し戻しで済んだもの、
--                 または既存のFAQ・マニュアルで答えたもの
-- denominator:    escalations that were advised or returned
-- denominator_ja: 助言または差し戻しの記録があるエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain
-- needs:          escalated, advised|returned
-- source:         facts.fct_escalation
-- notes:          never counted alone as over-escalation: quick advice is often good coaching
-- notes_ja:       これだけで過剰とはみなさない。素早い助言はよい指導であることが多い。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where e.is_over_by_outcome) as numerator,
    count(e.is_over_by_outcome) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) as cases
from asked_escalation($asked) as e
group by all
order by all
