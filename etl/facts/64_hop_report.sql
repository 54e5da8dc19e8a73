-- fact:   stage.hop_report
-- grain:  one row per hop whose report is on record
-- key:    contact_id, hop
-- source: facts.fct_report_item

select
    i.contact_id,
    i.hop,
    count(*)::integer as required_item_count,
    (count(*) filter (where i.is_given))::integer as reported_item_count,
    bool_and(i.is_given) as is_report_complete
from facts.fct_report_item as i
where i.is_given is not null
group by i.contact_id, i.hop
