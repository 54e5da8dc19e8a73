-- metric:         repeat_question_slot_share
-- label:          Repeat questions by item
-- label_ja:       聞き直しの項目別内訳
-- question:       Which items are customers asked for again?
-- question_ja:    お客様はどの項目を聞き直されているか
-- numerator:      repeat questions about the item
-- numerator_ja:   その項目の聞き直し
-- denominator:    repeat questions about any item
-- denominator_ja: 全項目の聞き直し
-- grains:         week_start, day, center, team, channel, category, rule_id, level, weekday, hour,
--                 slot
-- unit:           percent
-- good:           none
-- params:         asked, grain
-- needs:          asked
-- source:         facts.fct_question
-- notes:          one row per item in each group; repeat_rate is the part of the questions about
--                 the item that repeat; repeat_seconds is the time spent on them; coverage is
--                 that of the group: questions whose item is known
-- notes_ja:       区分ごとに項目1つが1行。
--                 repeat_rate はその項目の質問のうち聞き直しの割合、
--                 repeat_seconds はそれに要した秒数。
--                 記録率は区分全体で、項目の分かる質問の割合。
-- reviewed:       2026-11-23, next 2027-05-24

with repeated as (
    select
        -- Shares are of all items of a group, so the item is not part of it.
        struct_pack(*columns(replace($grain, 'slot', 'overall'))) as cell,
        q.slot,
        count(*) filter (where q.is_repeat) as repeat_count,
        count(q.is_repeat) as recorded,
        count(*) as cases,
        sum(q.seconds_spent) filter (where q.is_repeat)::bigint as repeat_seconds
    from asked_question($asked) as q
    group by all
),

total as (
    select
        r.cell as total_cell,
        sum(r.repeat_count)::bigint as denominator,
        sum(r.recorded)::bigint as recorded,
        sum(r.cases)::bigint as cases
    from repeated as r
    group by all
)

select
    cell.*,  -- noqa: RF01
    r.slot,
    r.repeat_count as numerator,
    t.denominator,
    100.0 * r.repeat_count / nullif(t.denominator, 0) as metric_value,
    100.0 * r.repeat_count / nullif(r.recorded, 0) as repeat_rate,
    r.repeat_seconds,
    t.recorded,
    t.cases
from repeated as r
-- Not as a window: that alone takes longer than counting a million rows.
inner join total as t on r.cell is not distinct from t.total_cell
-- Questions whose item is not known lower the coverage of every item; they are no item.
where r.slot is not null or t.recorded = 0
order by all
