-- fact:   stage.hop_known
-- grain:  one row per hop before which an amount or a kind of risk was on record
-- key:    contact_id, hop
-- source: stage.event, stage.hop, stage.build, facts.dim_risk_kind
-- notes:  the amount named by whoever escalated counts, else the largest one known by then: what is
--         at stake does not shrink because a part of it is written down later. The kind of risk is
--         the last one known by then.

with known as (
    select
        h.contact_id,
        h.hop,
        coalesce(any_value(h.amount), max(e.amount)) as amount,
        arg_max(e.risk_kind, e.sort_key) as risk_kind
    from stage.hop as h
    inner join stage.event as e
        on h.contact_id = e.contact_id and h.raised_key >= e.sort_key
    where e.amount is not null or e.risk_kind is not null
    group by h.contact_id, h.hop
)

select
    k.contact_id,
    k.hop,
    k.amount,
    amount_band(b.amount_bands, k.amount) as amount_band,
    if(k.risk_kind is null, null, coalesce(d.risk_kind, 'other')) as risk_kind
from known as k
left join facts.dim_risk_kind as d on k.risk_kind = d.risk_kind
cross join stage.build as b
