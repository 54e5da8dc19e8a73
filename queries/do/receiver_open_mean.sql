-- metric:         receiver_open_mean
-- label:          Escalations open at once
-- label_ja:       受け手が同時に抱える件数
-- question:       How many escalations weigh on a role at the same time?
-- question_ja:    一つの役割の受け手が、同時に何件のエスカレを抱えているか
-- numerator:      seconds for which escalations were open, each counted by itself
-- numerator_ja:   エスカレを抱えていた時間の合計(秒、1件ごとに数える)
-- denominator:    seconds of the hours in which the center was at work, per role asked
-- denominator_ja: 拠点が稼働していた時間(秒、役割ごと)
-- grains:         week_start, day, center, target, weekday, hour
-- unit:           count
-- good:           down
-- params:         asked, grain, min_people
-- needs:          escalated
-- source:         facts.fct_receiver_load
-- notes:          by the hour of the work, not of the request; an escalation is open from being
--                 raised until advice, return, the next hop or the end of its contact, a consult
--                 without advice on record until it is accepted; peak_open is the most open at once
--                 for one role of one center; hours in which the center took no contact and asked
--                 nobody do not count; figures with fewer than min_people receivers behind them are
--                 hidden, where receivers are on record
-- notes_ja:       依頼の時刻ではなく、抱えていた時間帯で数える。エスカレから助言・差し戻し・次の依頼
--                 ・問い合わせの終了までを1件とし、助言の記録がない相談は応答までとする。peak_open
--                 は1拠点の1役割が同時に抱えた最大件数。拠点が受付も依頼もしなかった時間帯は含まない
--                 。受け手の記録があるログでは、受け手が min_people 人未満の値を隠す。
-- reviewed:       2026-11-23, next 2027-05-24

with summed as (
    select
        columns($grain),
        sum(l.busy_seconds)::bigint as busy_seconds,
        sum(l.work_seconds)::bigint as work_seconds,
        max(l.peak_open) as peak_open,
        count(l.work_seconds) as timed_hours,
        sum(l.timed_count + coalesce(l.carried_count, 0))::bigint as known_count,
        sum(l.asked_count + coalesce(l.carried_count, 0))::bigint as case_count,
        bit_count(bit_or(l.receiver_mask)) >= $min_people is not false as is_shown
    from asked_receiver_load($asked) as l
    group by all
)

select
    columns($grain),
    if(is_shown, busy_seconds, null) as numerator,
    if(is_shown, work_seconds, null) as denominator,
    numerator / nullif(denominator, 0) as metric_value,
    if(is_shown, peak_open, null) as peak_open,
    -- An hour in which nothing was open and nobody was asked is known to be idle.
    if(case_count = 0, timed_hours, known_count) as recorded,
    if(case_count = 0, timed_hours, case_count) as cases
from summed
order by all
