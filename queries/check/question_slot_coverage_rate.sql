-- metric:         question_slot_coverage_rate
-- label:          Questions whose item is known
-- label_ja:       項目の分かる質問の割合
-- question:       Of how many questions is it known what was asked for?
-- question_ja:    何を尋ねたかが分かる質問はどれだけか
-- numerator:      questions whose item is on record or told from the wording
-- numerator_ja:   項目の記録があるか、文面から項目が分かった質問
-- denominator:    questions with an item or a wording on record
-- denominator_ja: 項目か文面の記録がある質問
-- grains:         week_start, day, center, team, channel, category, rule_id, level, weekday, hour,
--                 slot
-- unit:           percent
-- good:           up
-- params:         asked, grain
-- needs:          asked
-- source:         facts.fct_question
-- notes:          a wording that fits no item, or several, leaves the item unknown;
--                 lexicon_count is how many items come from the wording
-- notes_ja:       どの項目にも当たらない文面と、複数の項目に当たる文面は不明とする。
--                 lexicon_count は文面から分かった質問の数。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(q.slot) as numerator,
    count(q.slot_basis) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    count(*) filter (where q.slot_basis = 'lexicon') as lexicon_count,
    denominator as recorded,
    count(*) as cases
from asked_question($asked) as q
group by all
order by all
