-- metric:         overdue_contact_count
-- label:          Overdue contacts
-- label_ja:       期限を過ぎた未完了
-- question:       How many contacts have been open for too long?
-- question_ja:    長く開いたままの問い合わせは何件あるか
-- numerator:      open contacts older than overdue_days
-- numerator_ja:   overdue_days 日を過ぎても完了していない問い合わせ
-- denominator:    none
-- denominator_ja: なし
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           count
-- good:           down
-- params:         asked, grain, overdue_days
-- needs:          resolved|closed
-- source:         facts.fct_contact
-- notes:          age runs on the wall clock from opening to the build; a week is provisional while
--                 any of its contacts is open
-- notes_ja:       経過は受付から作成時点までの暦の時間。未完了が残る週は速報(provisional)。
-- reviewed:       2026-11-23, next 2027-05-24

with dated as (
    select
        columns($grain),
        c.end_kind = 'open' as is_open,
        c.opened_at < as_of() - to_days($overdue_days) as is_old
    from asked_contact($asked) as c
)

select
    columns($grain),
    count(*) filter (where is_open and is_old) as numerator,
    null::bigint as denominator,
    numerator::double as metric_value,
    count(*) filter (where is_open) as open_count,
    open_count as provisional,
    count(*) as recorded,
    count(*) as cases
from dated
group by all
order by all
