-- metric:         open_contact_age_count
-- label:          Open contacts by age
-- label_ja:       経過日数別の未完了
-- question:       How old are the contacts that are not finished?
-- question_ja:    完了していない問い合わせは、受付から何日たっているか
-- numerator:      contacts of the age without resolution, closure or abandonment as of the build
-- numerator_ja:   作成時点で解決・完了・放棄のいずれもない、その経過日数の問い合わせ
-- denominator:    none
-- denominator_ja: なし
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           count
-- good:           down
-- params:         asked, grain, age_days
-- needs:          resolved|closed
-- source:         facts.fct_contact
-- notes:          one row per band of age, which begins at from_days and ends before to_days; age
--                 is in whole days from opening to the build; open_share is the share of the open
--                 contacts; call-backs past their promise are not recorded, since no event says for
--                 when one was promised
-- notes_ja:       経過日数の区切り(from_days 以上 to_days 未満)ごとに1行。受付から作成時点までの満
--                 日数。open_share は未完了に占める割合。折り返しの約束の期限切れは記録なし(約束の時
--                 刻を持つ出来事がないため)。
-- reviewed:       2026-11-23, next 2027-05-24

with aged as (
    select
        struct_pack(*columns($grain)) as cell,
        c.open_days,
        count(*) as contact_count
    from asked_contact($asked) as c
    group by all
),

summed as (
    select
        a.cell,
        sum(a.contact_count)::bigint as case_count,
        (sum(a.contact_count) filter (where a.open_days is not null))::bigint as open_count
    from aged as a
    group by a.cell
),

band as (
    select
        unnest(list_prepend(0, $age_days)) as from_days,
        unnest(list_append($age_days, null)) as to_days
),

counted as (
    select
        s.*,
        b.*,
        coalesce(sum(a.contact_count), 0)::bigint as numerator
    from summed as s
    cross join band as b
    left join aged as a
        on
            s.cell is not distinct from a.cell
            and b.from_days <= a.open_days
            and (b.to_days > a.open_days) is not false
    group by all
)

select
    cell.*,  -- noqa: RF01
    c.from_days,
    c.to_days,
    c.numerator,
    null::bigint as denominator,
    c.numerator::double as metric_value,
    100.0 * c.numerator / nullif(c.open_count, 0) as open_share,
    c.numerator as provisional,
    c.case_count as recorded,
    c.case_count as cases
from counted as c
order by all
