-- metric:         escalation_rate_by_hour
-- label:          Escalation rate by contact details
-- label_ja:       エスカレ率(受付時間帯・内容別)
-- question:       At which hours, and for what, are contacts escalated most?
-- question_ja:    どの時間帯・どの内容の問い合わせがエスカレーションされやすいか
-- numerator:      contacts in the log with at least one escalation
-- numerator_ja:   ログにある問い合わせのうち、1回以上エスカレーションされたもの
-- denominator:    contacts in the log
-- denominator_ja: ログにある問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           percent
-- good:           none
-- params:         asked, grain
-- needs:          escalated
-- source:         facts.fct_contact, facts.agg_contact_day
-- notes:          the twin of escalation_rate for groups that only the log knows (hour, weekday,
--                 rule, product); days and centers whose contacts are counted elsewhere are left
--                 out, since their log may list escalations alone, and so are centers whose log
--                 does
-- notes_ja:       escalation_rate を、
--                 ログだけが知る区分(時間帯・曜日・ルール・商品)で見るもの。
--                 対応件数を別に数えている日と拠点は、
--                 ログがエスカレーションだけの場合があるため除く。
--                 エスカレーションした問い合わせだけの拠点も除く。
-- reviewed:       2026-11-23, next 2027-05-24

with counted_elsewhere as (
    select distinct
        d.day as counted_day,
        d.center as counted_center
    from asked_contact_day($asked) as d
    -- A list of escalations, counted or not, holds no contact that was not escalated.
    where d.source = 'counts' or d.contacts is null
)

select
    columns($grain),
    count(*) filter (where c.is_escalated and d.counted_day is null) as numerator,
    count(*) filter (where d.counted_day is null) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    denominator as recorded,
    count(*) as cases
from asked_contact($asked) as c
left join counted_elsewhere as d
    on c.day = d.counted_day and c.center is not distinct from d.counted_center
group by all
order by all
