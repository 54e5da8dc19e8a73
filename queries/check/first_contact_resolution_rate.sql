-- metric:         first_contact_resolution_rate
-- label:          First-contact resolution
-- label_ja:       一回で解決した割合
-- question:       How many resolved contacts do not come back?
-- question_ja:    解決した問い合わせのうち、再開されずに済んだものはどれだけか
-- numerator:      contacts not reopened within reopen_days of their resolution
-- numerator_ja:   解決から reopen_days 日以内に再開されなかった問い合わせ
-- denominator:    contacts resolved whose reopen_days are over, in a log that records reopening
-- denominator_ja: 再開を記録しているログの、解決から reopen_days 日を過ぎた問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           percent
-- good:           up
-- params:         asked, grain, reopen_days
-- needs:          resolved, reopened
-- source:         facts.fct_contact, meta.build
-- notes:          asking for advice does not spoil it; without_escalation counts those that needed
--                 none; provisional are resolved too lately to tell and in neither count; a second
--                 contact with another number is not seen
-- notes_ja:       途中で相談しても一回と数える。without_escalation は相談もなかった件数。provision
--                 al はまだ判定できない新しい解決で、分子にも分母にも入れない。別の受付番号での再
--                 入電は分からない。
-- reviewed:       2026-11-23, next 2027-05-24

with resolved as (
    select
        columns($grain),
        c.is_reopened,
        c.is_escalated,
        c.takeover_count,
        epoch_us(c.first_reopened_at) <= epoch_us(c.resolved_at) + $reopen_days * 86400000000
            as is_back_in_time,
        epoch_us(c.resolved_at) <= epoch_us(as_of()) - $reopen_days * 86400000000 as is_final
    from asked_contact($asked) as c
    where c.resolved_at is not null
)

select
    columns($grain),
    count(*) filter (
        where is_final and is_reopened is not null and is_back_in_time is not true
    ) as numerator,
    count(*) filter (where is_final and is_reopened is not null) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    count(*) filter (
        where is_final and is_reopened is not null and is_back_in_time is not true
        and not is_escalated
    ) as without_escalation,
    count(*) filter (where not is_final) as provisional,
    denominator as recorded,
    count(*) filter (where is_final) as cases
from resolved
group by all
order by all
