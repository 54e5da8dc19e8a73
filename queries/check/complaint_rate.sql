-- metric:         complaint_rate
-- label:          Complaints
-- label_ja:       苦情になった割合
-- question:       How many contacts end in a complaint?
-- question_ja:    問い合わせのうち、苦情になったものはどれだけか
-- numerator:      contacts with a complaint
-- numerator_ja:   苦情の記録がある問い合わせ
-- denominator:    contacts that ended or were complained about, in a log that records complaints
-- denominator_ja: 苦情を記録しているログの、終わったか苦情のあった問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain, complaint_days
-- needs:          complained
-- source:         facts.fct_contact, meta.build
-- notes:          complained_in_time counts those within complaint_days of the end; provisional are
--                 the contacts whose complaint_days are not over, so their week may still rise
-- notes_ja:       complained_in_time は終わりから complaint_days 日以内の苦情。provisional はその
--                 日数がまだ過ぎていない件数で、その週の値は上がりうる。
-- reviewed:       2026-11-23, next 2027-05-24

with ended as (
    select
        columns($grain),
        c.is_complained,
        c.end_kind <> 'open' or c.is_complained as is_ended,
        epoch_us(coalesce(c.resolved_at, c.abandoned_at, c.closed_at)) as ended_us,
        epoch_us(c.complained_at) as complained_us,
        $complaint_days * 86400000000 as follow_up_us
    from asked_contact($asked) as c
)

select
    columns($grain),
    count(*) filter (where is_complained) as numerator,
    count(*) filter (where is_ended and is_complained is not null) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    count(*) filter (
        where is_complained and complained_us <= ended_us + follow_up_us
    ) as complained_in_time,
    count(*) filter (where ended_us > epoch_us(as_of()) - follow_up_us) as provisional,
    denominator as recorded,
    count(*) filter (where is_ended) as cases
from ended
group by all
order by all
