-- table: asked_receiver_group(asked)
-- gives: escalations of like cases per nameless receiver, of the weeks that begin from start to
--        before stop

select
    g.*,
    'all' as overall
from warehouse.facts.agg_receiver_group as g
where
    g.week_start >= coalesce(struct_extract($asked, 'start')::date, date '0001-01-01')
    and g.week_start < coalesce(struct_extract($asked, 'stop')::date, date '9999-12-31')
    and is_asked(struct_extract($asked, 'center'), g.center)
    and is_asked(struct_extract($asked, 'category'), g.category)
    and is_asked(struct_extract($asked, 'subcategory'), g.subcategory)
    and is_asked(struct_extract($asked, 'rule_id'), g.rule_id)
    and is_asked(struct_extract($asked, 'target'), g.target)
