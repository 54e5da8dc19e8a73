-- table: asked_report_item(asked)
-- gives: items to report of escalations raised from start to before stop

select
    i.*,
    'all' as overall
from warehouse.facts.fct_report_item as i
where
    i.day >= coalesce(struct_extract($asked, 'start')::date, date '0001-01-01')
    and i.day < coalesce(struct_extract($asked, 'stop')::date, date '9999-12-31')
    and is_asked(struct_extract($asked, 'center'), i.center)
    and is_asked(struct_extract($asked, 'team'), i.team)
    and is_asked(struct_extract($asked, 'channel'), i.channel)
    and is_asked(struct_extract($asked, 'category'), i.category)
    and is_asked(struct_extract($asked, 'rule_id'), i.rule_id)
    and is_asked_number(struct_extract($asked, 'level'), i.level)
    and is_asked(struct_extract($asked, 'target'), i.target)
    and is_asked_number(struct_extract($asked, 'weekday'), i.weekday)
    and is_asked_number(struct_extract($asked, 'hour'), i.hour)
    and is_asked(struct_extract($asked, 'slot'), i.slot)
