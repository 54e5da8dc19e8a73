-- metric:         trouble_after_delay_rate
-- label:          Trouble by delay
-- label_ja:       迷った時間別の苦情・再開の割合
-- question:       Do contacts that were escalated later after the first sign end worse?
-- question_ja:    兆候のあと遅く上げたものほど、苦情や再開になりやすいか
-- numerator:      contacts of the band complained about or reopened
-- numerator_ja:   その時間の区切りの、苦情か再開のあった問い合わせ
-- denominator:    contacts of the band that ended, or were complained about or reopened
-- denominator_ja: その時間の区切りの、終わったか苦情・再開のあった問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           percent
-- good:           down
-- params:         asked, grain, delay_minutes
-- needs:          escalated, triggered, complained|reopened
-- source:         facts.fct_contact
-- notes:          one row per band of minutes from the first sign to the escalation, from
--                 from_minutes to before to_minutes, without the bands in which there was nothing;
--                 a row without from_minutes are those not timed; trouble that came before the
--                 escalation is left out; what is graver is raised sooner, so read like cases
-- notes_ja:       最初の兆候から上げるまでの分数の区切り(from_minutes 以上 to_minutes 未満)ごとに1行。
--                 該当のない区切りは出さない。from_minutes が空の行は時刻が分からないもの。上げる前の
--                 苦情・再開は除く。深刻なものほど早く上がるため、似た件どうしで読む。
-- reviewed:       2026-11-23, next 2027-05-24

with delayed as (
    select
        columns($grain),
        on_clock($asked, c.hesitation_seconds, c.hesitation_business_seconds) // 60 as waited,
        -- All beyond the last bound are alike.
        if(waited > list_max($delay_minutes), list_max($delay_minutes), waited) as minutes,
        count(*) filter (where c.is_complained or c.is_reopened) as trouble_count,
        count(*) filter (where c.is_complained) as complained_count,
        count(*) filter (where c.is_reopened) as reopened_count,
        count(*) filter (
            where coalesce(c.is_complained, c.is_reopened) is not null
            and (c.end_kind <> 'open' or c.is_complained or c.is_reopened)
        ) as known_count,
        count(*) filter (
            where c.end_kind <> 'open' or c.is_complained or c.is_reopened
        ) as case_count
    from asked_contact($asked) as c
    where c.hesitation_end_kind = 'escalated' and c.is_escalated_after_trouble is not true
    group by all
)

select
    columns($grain),
    list_max(list_filter(list_prepend(0, $delay_minutes), lambda m: m <= d.minutes))  -- noqa: RF03
        as from_minutes,
    list_min(list_filter($delay_minutes, lambda m: m > d.minutes)) as to_minutes,  -- noqa: RF03
    sum(d.trouble_count) filter (where d.minutes is not null)::bigint as numerator,
    sum(d.known_count) filter (where d.minutes is not null)::bigint as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    sum(d.complained_count) filter (where d.minutes is not null)::bigint as complained,
    sum(d.reopened_count) filter (where d.minutes is not null)::bigint as reopened,
    coalesce(denominator, 0) as recorded,
    sum(d.case_count)::bigint as cases
from delayed as d
group by all
order by all
