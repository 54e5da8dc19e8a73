-- table: asked_question(asked)
-- gives: questions asked from start to before stop

select
    q.*,
    'all' as overall
from warehouse.facts.fct_question as q
where
    q.day >= coalesce(struct_extract($asked, 'start')::date, date '0001-01-01')
    and q.day < coalesce(struct_extract($asked, 'stop')::date, date '9999-12-31')
    and is_asked(struct_extract($asked, 'center'), q.center)
    and is_asked(struct_extract($asked, 'team'), q.team)
    and is_asked(struct_extract($asked, 'channel'), q.channel)
    and is_asked(struct_extract($asked, 'category'), q.category)
    and is_asked(struct_extract($asked, 'rule_id'), q.rule_id)
    and is_asked_number(struct_extract($asked, 'level'), q.level)
    and is_asked_number(struct_extract($asked, 'weekday'), q.weekday)
    and is_asked_number(struct_extract($asked, 'hour'), q.hour)
    and is_asked(struct_extract($asked, 'slot'), q.slot)
