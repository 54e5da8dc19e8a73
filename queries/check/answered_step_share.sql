-- metric:         answered_step_share
-- label:          Escalations by the step that answered
-- label_ja:       応答した順番の内訳
-- question:       At which step of its route is an escalation answered, and how many by nobody?
-- question_ja:    経路の何番目で応答があったか。誰も応答しなかったものはどれだけか
-- numerator:      escalations answered at the step; step 0: by nobody
-- numerator_ja:   その順番で応答があったエスカレーション。0 は応答なし
-- denominator:    escalations answered at a known step or by nobody
-- denominator_ja: 応答した順番が分かる、または誰も応答しなかったエスカレーション
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, target, weekday, hour, mode, reason, means, risk, impact, urgency, axis,
--                 judgement, is_emergency, amount_band, risk_kind, customer_kind, step
-- unit:           percent
-- good:           none
-- params:         asked, grain
-- needs:          attempted
-- source:         facts.fct_escalation
-- notes:          one row per step in each group; coverage is that of the group: answers whose step
--                 is not known lower it. A log that never says at which step somebody answered is
--                 not recorded, and not "nobody"
-- notes_ja:       区分ごとに順番1つが1行。順番の分からない応答は記録率を下げる。
--                 順番を記録しないログでは記録なしとし、応答なしとはしない。
-- reviewed:       2026-11-27, next 2027-05-24

with known as (select has_steps() as is_known),

answered as (
    select
        -- Shares are of all steps of a group, so the step is not part of it.
        struct_pack(*columns(regexp_replace($grain, '\bstep\b', 'overall'))) as cell,
        if(e.is_unanswered and e.answered_step is null, 0, e.answered_step) as step,
        count(*) as step_count,
        count(*) filter (where e.is_unanswered is not null) as case_count
    from asked_escalation($asked) as e
    group by all
),

total as (
    select
        a.cell as total_cell,
        coalesce(sum(a.step_count) filter (where a.step is not null and k.is_known), 0)::bigint
            as denominator,
        sum(a.case_count)::bigint as cases
    from answered as a
    cross join known as k
    group by all
)

select
    cell.*,  -- noqa: RF01
    a.step,
    a.step_count as numerator,
    t.denominator,
    100.0 * a.step_count / nullif(t.denominator, 0) as metric_value,
    t.denominator as recorded,
    t.cases
from answered as a
inner join total as t on a.cell is not distinct from t.total_cell
where
    is_asked_number(struct_extract($asked, 'step'), a.step)
    -- Answers at an unknown step lower the coverage of every step; they are no step.
    and (a.step is not null or t.denominator = 0)
order by all
