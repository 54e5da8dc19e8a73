-- metric:         reopen_rate
-- label:          Reopened contacts
-- label_ja:       再開された割合
-- question:       How many finished contacts come back to life?
-- question_ja:    完了した問い合わせのうち、再開されたものはどれだけか
-- numerator:      contacts reopened at least once
-- numerator_ja:   1回以上再開された問い合わせ
-- denominator:    contacts resolved, closed or reopened at least once
-- denominator_ja: 1回以上、解決・完了・再開された問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain, reopen_days
-- needs:          reopened
-- source:         facts.fct_contact, meta.build
-- notes:          reopened_in_time counts those within reopen_days of the first resolution;
--                 provisional are the contacts whose reopen_days are not over, so their week may
--                 still rise
-- notes_ja:       reopened_in_time は最初の解決から reopen_days 日以
--                 内の再開。provisional はその日数がまだ過ぎていない件数で、
--                 その週の値は上がりうる。
-- reviewed:       2026-11-23, next 2027-05-24

with ended as (
    select
        columns($grain),
        c.is_reopened,
        c.resolved_at is not null or c.closed_at is not null or c.is_reopened as is_ended,
        epoch_us(coalesce(c.resolved_at, c.closed_at)) as ended_us,
        epoch_us(c.first_reopened_at) as reopened_us,
        $reopen_days * 86400000000 as follow_up_us
    from asked_contact($asked) as c
)

select
    columns($grain),
    count(*) filter (where is_reopened) as numerator,
    count(*) filter (where is_ended and is_reopened is not null) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    count(*) filter (
        where is_reopened and reopened_us <= ended_us + follow_up_us
    ) as reopened_in_time,
    count(*) filter (where ended_us > epoch_us(as_of()) - follow_up_us) as provisional,
    denominator as recorded,
    count(*) filter (where is_ended) as cases
from ended
group by all
order by all
