-- table: asked_contact(asked)
-- gives: contacts opened from start to before stop; the rule is the one that matches the contact

select
    c.*,
    c.matched_rule_id as rule_id,
    'all' as overall
from warehouse.facts.fct_contact as c
where
    c.day >= coalesce(struct_extract($asked, 'start')::date, date '0001-01-01')
    and c.day < coalesce(struct_extract($asked, 'stop')::date, date '9999-12-31')
    and is_asked(struct_extract($asked, 'center'), c.center)
    and is_asked(struct_extract($asked, 'team'), c.team)
    and is_asked(struct_extract($asked, 'channel'), c.channel)
    and is_asked(struct_extract($asked, 'category'), c.category)
    and is_asked(struct_extract($asked, 'subcategory'), c.subcategory)
    and is_asked(struct_extract($asked, 'product'), c.product)
    and is_asked(struct_extract($asked, 'rule_id'), c.matched_rule_id)
    and is_asked_number(struct_extract($asked, 'level'), c.level)
    and is_asked_number(struct_extract($asked, 'weekday'), c.weekday)
    and is_asked_number(struct_extract($asked, 'hour'), c.hour)
    and is_asked(struct_extract($asked, 'risk'), c.risk)
    and is_asked(struct_extract($asked, 'risk_kind'), c.risk_kind)
    and is_asked(struct_extract($asked, 'customer_kind'), c.customer_kind)
    and is_asked_number(struct_extract($asked, 'impact'), c.impact)
    and is_asked_number(struct_extract($asked, 'urgency'), c.urgency)
    and is_asked_number(struct_extract($asked, 'amount_band'), c.amount_band)
