-- fact:   stage.situation
-- grain:  one row per distinct situation that rules are matched against
-- key:    none
-- source: stage.contact_event, stage.hop, stage.hop_risk, stage.quarter, facts.dim_risk
-- notes:  rules are matched once per situation and not once per contact

with situation as (
    select
        c.center,
        c.team,
        c.channel,
        c.category,
        c.subcategory,
        c.product,
        c.impact,
        c.urgency,
        null::varchar as reason,
        q.rule_epoch
    from stage.contact_event as c
    inner join stage.quarter as q on c.opened_us // 900000000 = q.quarter
    where exists (select 1 from facts.dim_rule_condition)
    union
    select
        coalesce(h.center, c.center) as center,
        coalesce(h.team, c.team) as team,
        coalesce(h.channel, c.channel) as channel,
        coalesce(h.category, c.category) as category,
        coalesce(h.subcategory, c.subcategory) as subcategory,
        coalesce(h.product, c.product) as product,
        r.impact,
        r.urgency,
        h.reason,
        q.rule_epoch
    from stage.hop as h
    inner join stage.contact_event as c on h.contact_id = c.contact_id
    left join stage.hop_risk as r on h.contact_id = r.contact_id and h.hop = r.hop
    inner join stage.quarter as q on h.raised_us // 900000000 = q.quarter
    where exists (select 1 from facts.dim_rule_condition)
)

select
    row_number() over () as situation_id,
    s.*,
    d.risk
from situation as s
left join facts.dim_risk as d on s.impact = d.impact and s.urgency = d.urgency
