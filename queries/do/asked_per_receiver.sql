-- metric:         asked_per_receiver
-- label:          Escalations asked per receiver and hour
-- label_ja:       受け手1人・1時間あたりの依頼件数
-- question:       How many escalations does a role get for each receiver on duty?
-- question_ja:    勤務中の受け手1人あたり、1時間に何件の依頼が来るか
-- numerator:      escalations asked in hours with receivers on duty
-- numerator_ja:   受け手が勤務していた時間帯の依頼
-- denominator:    hours on duty, of all receivers together
-- denominator_ja: 受け手全員の勤務時間の合計(時間)
-- grains:         week_start, day, center, target, weekday, hour
-- unit:           count
-- good:           down
-- params:         asked, grain, min_people
-- needs:          accepted|advised
-- source:         facts.fct_receiver_load
-- notes:          a mean over a role, never of a person; somebody is on duty from the first to the
--                 last hour of a day in which they accept, advise or return; who was there and
--                 never asked is not seen, so the figure may be too high, never too low; figures
--                 with fewer than min_people receivers behind them are hidden
-- notes_ja:       役割全体の平均であり、個人の値ではない。応答・助言・差し戻しをした最初の時間帯から最
--                 後の時間帯までをその日の勤務とみなす。勤務していても依頼がなかった人は分からないた
--                 め、高く出ることはあっても低く出ることはない。受け手が min_people 人未満の値は隠す。
-- reviewed:       2026-11-23, next 2027-05-24

with summed as (
    select
        columns($grain),
        sum(l.asked_count) filter (where l.receiver_count > 0)::bigint as asked_count,
        sum(l.receiver_count)::bigint as receiver_hours,
        sum(l.asked_count)::bigint as case_count,
        bit_count(bit_or(l.receiver_mask)) >= $min_people as is_shown
    from asked_receiver_load($asked) as l
    group by all
)

select
    columns($grain),
    if(is_shown, asked_count, null) as numerator,
    if(is_shown, receiver_hours, null) as denominator,
    numerator / nullif(denominator, 0) as metric_value,
    -- Where nobody was asked, the hours on duty are what is on record.
    coalesce(if(case_count = 0, receiver_hours, asked_count), 0) as recorded,
    coalesce(if(case_count = 0, receiver_hours, case_count), 0) as cases
from summed
order by all
