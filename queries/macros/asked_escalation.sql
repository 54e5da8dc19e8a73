-- table: asked_escalation(asked)
-- gives: escalations raised from start to before stop

select
    e.*,
    'all' as overall
from warehouse.facts.fct_escalation as e
where
    e.day >= coalesce(struct_extract($asked, 'start')::date, date '0001-01-01')
    and e.day < coalesce(struct_extract($asked, 'stop')::date, date '9999-12-31')
    and is_asked(struct_extract($asked, 'center'), e.center)
    and is_asked(struct_extract($asked, 'team'), e.team)
    and is_asked(struct_extract($asked, 'channel'), e.channel)
    and is_asked(struct_extract($asked, 'category'), e.category)
    and is_asked(struct_extract($asked, 'subcategory'), e.subcategory)
    and is_asked(struct_extract($asked, 'product'), e.product)
    and is_asked(struct_extract($asked, 'rule_id'), e.rule_id)
    and is_asked_number(struct_extract($asked, 'level'), e.level)
    and is_asked(struct_extract($asked, 'target'), e.target)
    and is_asked_number(struct_extract($asked, 'weekday'), e.weekday)
    and is_asked_number(struct_extract($asked, 'hour'), e.hour)
    and is_asked(struct_extract($asked, 'mode'), e.mode)
    and is_asked(struct_extract($asked, 'reason'), e.reason)
    and is_asked(struct_extract($asked, 'means'), e.means)
    and is_asked(struct_extract($asked, 'risk'), e.risk)
    and is_asked(struct_extract($asked, 'risk_kind'), e.risk_kind)
    and is_asked(struct_extract($asked, 'customer_kind'), e.customer_kind)
    and is_asked(struct_extract($asked, 'axis'), e.axis)
    and is_asked(struct_extract($asked, 'judgement'), e.judgement)
    and is_asked_number(struct_extract($asked, 'impact'), e.impact)
    and is_asked_number(struct_extract($asked, 'urgency'), e.urgency)
    and is_asked_number(struct_extract($asked, 'amount_band'), e.amount_band)
    and is_asked_number(struct_extract($asked, 'is_emergency'), e.is_emergency::integer)
