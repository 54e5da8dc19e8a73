-- metric:         contact_volume
-- label:          Contacts handled
-- label_ja:       対応件数
-- question:       How many contacts were handled?
-- question_ja:    問い合わせに何件対応したか
-- numerator:      contacts handled
-- numerator_ja:   対応した問い合わせ
-- denominator:    none
-- denominator_ja: なし
-- grains:         week_start, day, center, team, channel, category
-- unit:           count
-- good:           none
-- params:         asked, grain
-- needs:          none
-- source:         facts.agg_contact_day
-- notes:          counted_elsewhere of them come from a count file and not from the log; where a
--                 log lists escalated contacts alone and nothing was counted, the number of
--                 contacts is unknown
-- notes_ja:       counted_elsewhere は、ログではなく件数ファイルによる件数。
--                 エスカレーションした問い合わせだけのログで、件数ファイルもない場合、
--                 対応件数は不明とする。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    sum(d.contacts)::bigint as numerator,
    null::bigint as denominator,
    numerator::double as metric_value,
    coalesce(sum(d.contacts) filter (where d.source = 'counts'), 0)::bigint as counted_elsewhere,
    numerator as recorded,
    sum(coalesce(d.contacts, d.escalated_contacts))::bigint as cases
from asked_contact_day($asked) as d
group by all
order by all
