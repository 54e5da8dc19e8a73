-- evidence: report_incomplete
-- gives:    per rule, week and item, reports that leave the item out
-- source:   facts.fct_report_item

select
    i.rule_id,
    i.week_start,
    null::integer as step,
    null::integer as hour,
    i.slot as item,
    count(*) filter (where not i.is_given) as numerator,
    count(i.is_given) as denominator,
    count(*) as cases
from asked_report_item($asked) as i
where i.rule_id is not null
group by i.rule_id, i.week_start, i.slot
order by i.rule_id asc, i.week_start asc, i.slot asc
