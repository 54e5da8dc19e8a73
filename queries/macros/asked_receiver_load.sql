-- table: asked_receiver_load(asked)
-- gives: hours of work of each role that is asked, from start to before stop

select
    l.*,
    'all' as overall
from warehouse.facts.fct_receiver_load as l
where
    l.day >= coalesce(struct_extract($asked, 'start')::date, date '0001-01-01')
    and l.day < coalesce(struct_extract($asked, 'stop')::date, date '9999-12-31')
    and is_asked(struct_extract($asked, 'center'), l.center)
    and is_asked(struct_extract($asked, 'target'), l.target)
    and is_asked_number(struct_extract($asked, 'weekday'), l.weekday)
    and is_asked_number(struct_extract($asked, 'hour'), l.hour)
