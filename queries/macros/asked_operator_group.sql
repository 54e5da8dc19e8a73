-- table: asked_operator_group(asked)
-- gives: contacts of like cases per nameless operator, of the weeks that begin from start to before
--        stop

select
    g.*,
    'all' as overall
from warehouse.facts.agg_operator_group as g
where
    g.week_start >= coalesce(struct_extract($asked, 'start')::date, date '0001-01-01')
    and g.week_start < coalesce(struct_extract($asked, 'stop')::date, date '9999-12-31')
    and is_asked(struct_extract($asked, 'center'), g.center)
    and is_asked(struct_extract($asked, 'category'), g.category)
    and is_asked(struct_extract($asked, 'subcategory'), g.subcategory)
    and is_asked(struct_extract($asked, 'rule_id'), g.rule_id)
