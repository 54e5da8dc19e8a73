-- metric:         open_contact_count
-- label:          Open contacts
-- label_ja:       未完了の問い合わせ
-- question:       How many contacts are not finished, and how old are they?
-- question_ja:    完了していない問い合わせは何件あり、どれだけ古いか
-- numerator:      contacts without resolution, closure or abandonment as of the build
-- numerator_ja:   作成時点で解決・完了・放棄のいずれもない問い合わせ
-- denominator:    none
-- denominator_ja: なし
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           count
-- good:           down
-- params:         asked, grain
-- needs:          resolved|closed
-- source:         facts.fct_contact
-- notes:          by the week the contact was opened; unresolved counts contacts without a
--                 resolution, closed or not; a week is provisional while any is open
-- notes_ja:       問い合わせを受けた週で数える。unresolved は完了の有無によらず、
--                 解決の記録がない件数。未完了が残る週は速報(provisional)。
-- reviewed:       2026-11-23, next 2027-05-24

with waiting as (
    select
        columns($grain),
        if(c.end_kind = 'open', c.opened_at, null) as open_since,
        c.resolved_at
    from asked_contact($asked) as c
)

select
    columns($grain),
    count(open_since) as numerator,
    null::bigint as denominator,
    numerator::double as metric_value,
    count(*) filter (where open_since < as_of() - to_days(1)) as over_1_day,
    count(*) filter (where open_since < as_of() - to_days(7)) as over_7_days,
    count(*) filter (where open_since < as_of() - to_days(30)) as over_30_days,
    count(*) - count(resolved_at) as unresolved,
    numerator as provisional,
    count(*) as recorded,
    count(*) as cases
from waiting
group by all
order by all
