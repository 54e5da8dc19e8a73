-- table: asked_attempt(asked)
-- gives: attempts made from start to before stop

select
    t.*,
    'all' as overall
from warehouse.facts.fct_attempt as t
where
    t.day >= coalesce(struct_extract($asked, 'start')::date, date '0001-01-01')
    and t.day < coalesce(struct_extract($asked, 'stop')::date, date '9999-12-31')
    and is_asked(struct_extract($asked, 'center'), t.center)
    and is_asked(struct_extract($asked, 'team'), t.team)
    and is_asked(struct_extract($asked, 'channel'), t.channel)
    and is_asked(struct_extract($asked, 'category'), t.category)
    and is_asked(struct_extract($asked, 'rule_id'), t.rule_id)
    and is_asked_number(struct_extract($asked, 'level'), t.level)
    and is_asked(struct_extract($asked, 'target'), t.target)
    and is_asked_number(struct_extract($asked, 'weekday'), t.weekday)
    and is_asked_number(struct_extract($asked, 'hour'), t.hour)
    and is_asked(struct_extract($asked, 'means'), t.means)
    and is_asked_number(struct_extract($asked, 'step'), t.step)
    and is_asked(struct_extract($asked, 'outcome'), t.outcome)
