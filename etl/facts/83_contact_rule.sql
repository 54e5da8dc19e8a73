-- fact:   stage.contact_rule
-- grain:  one row per contact that a rule in force at its opening covers
-- key:    contact_id
-- source: stage.contact_event, stage.quarter, stage.situation, stage.rule_match

select
    c.contact_id,
    m.matched_rule_id,
    m.matched_rule_version_id,
    m.matched_rule_count,
    m.matched_level_count
from stage.contact_event as c
inner join stage.quarter as q on c.opened_us // 900000000 = q.quarter
inner join stage.situation as s
    on
        q.rule_epoch = s.rule_epoch
        and c.category is not distinct from s.category
        and c.subcategory is not distinct from s.subcategory
        and c.product is not distinct from s.product
        and c.channel is not distinct from s.channel
        and c.center is not distinct from s.center
        and c.team is not distinct from s.team
        and c.impact is not distinct from s.impact
        and c.urgency is not distinct from s.urgency
        and s.reason is null
inner join stage.rule_match as m on s.situation_id = m.situation_id
