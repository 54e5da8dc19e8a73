-- table: asked_contact_day(asked)
-- gives: contacts handled a day, from start to before stop

select
    d.*,
    'all' as overall
from warehouse.facts.agg_contact_day as d
where
    d.day >= coalesce(struct_extract($asked, 'start')::date, date '0001-01-01')
    and d.day < coalesce(struct_extract($asked, 'stop')::date, date '9999-12-31')
    and is_asked(struct_extract($asked, 'center'), d.center)
    and is_asked(struct_extract($asked, 'team'), d.team)
    and is_asked(struct_extract($asked, 'channel'), d.channel)
    and is_asked(struct_extract($asked, 'category'), d.category)
