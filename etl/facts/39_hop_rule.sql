-- fact:   stage.hop_rule
-- grain:  one row per hop
-- key:    contact_id, hop
-- source: stage.hop, stage.contact_event, stage.hop_risk, stage.quarter, stage.rule_epoch,
--         stage.situation, stage.rule_match, facts.dim_risk
-- notes:  the rule named by whoever escalated counts, else the one that the rule book matches, else
--         what stands in for a rule; what the rule book says stands beside it. All are those in
--         force when it happened.

with first_version as (
    select
        v.rule_id,
        min(v.valid_from) as first_valid_from
    from facts.dim_rule_version as v
    group by v.rule_id
),

described as (
    select
        h.contact_id,
        h.hop,
        h.rule_id,
        h.rule_basis,
        coalesce(h.center, c.center) as center,
        coalesce(h.team, c.team) as team,
        coalesce(h.channel, c.channel) as channel,
        coalesce(h.category, c.category) as category,
        coalesce(h.subcategory, c.subcategory) as subcategory,
        coalesce(h.product, c.product) as product,
        r.impact,
        r.urgency,
        h.reason,
        q.rule_epoch,
        h.raised_us
    from stage.hop as h
    inner join stage.contact_event as c on h.contact_id = c.contact_id
    inner join stage.quarter as q on h.raised_us // 900000000 = q.quarter
    left join stage.hop_risk as r on h.contact_id = r.contact_id and h.hop = r.hop
),

matched as (
    select
        d.* exclude (rule_id, rule_basis),  -- noqa: RF02
        d.rule_id as given_rule_id,
        e.rule_version_id as given_rule_version_id,
        f.first_valid_from,
        k.risk,
        m.matched_rule_id,
        m.matched_rule_version_id,
        m.matched_rule_count,
        case
            when d.rule_id is not null and coalesce(d.rule_basis, 'named') <> 'implied'
                then coalesce(d.rule_basis, 'named')
            when m.matched_rule_id is not null then 'matched'
            when d.rule_id is not null then 'implied'
            else 'none'
        end as rule_basis
    from described as d
    left join facts.dim_risk as k on d.impact = k.impact and d.urgency = k.urgency
    left join stage.rule_epoch as e on d.rule_id = e.rule_id and d.rule_epoch = e.rule_epoch
    left join first_version as f on d.rule_id = f.rule_id
    left join stage.situation as s
        on
            d.rule_epoch = s.rule_epoch
            and d.category is not distinct from s.category
            and d.subcategory is not distinct from s.subcategory
            and d.product is not distinct from s.product
            and d.channel is not distinct from s.channel
            and d.center is not distinct from s.center
            and d.team is not distinct from s.team
            and d.impact is not distinct from s.impact
            and d.urgency is not distinct from s.urgency
            and d.reason is not distinct from s.reason
    left join stage.rule_match as m on s.situation_id = m.situation_id
)

select
    m.* exclude (
        given_rule_id, given_rule_version_id, matched_rule_version_id,  -- noqa: RF02,RF03
        first_valid_from, raised_us  -- noqa: RF02,RF03
    ),
    if(m.rule_basis = 'matched', m.matched_rule_id, m.given_rule_id) as rule_id,
    if(m.rule_basis = 'matched', m.matched_rule_version_id, m.given_rule_version_id)
        as rule_version_id,
    -- Of a rule that the book does not know, or not yet then, nothing can be said.
    case
        when m.rule_basis = 'named' and m.first_valid_from <= make_timestamptz(m.raised_us)
            then m.given_rule_version_id is null
    end as is_rule_retired
from matched as m
