-- metric:         promise_kept_rate
-- label:          Promised times kept
-- label_ja:       約束の時刻を守った割合
-- question:       Where a customer was promised a time, did somebody get back by then?
-- question_ja:    お客様に約束した時刻までに、連絡または解決ができているか
-- numerator:      contacts of which every promised time that passed was kept
-- numerator_ja:   過ぎた約束の時刻をすべて守った問い合わせ
-- denominator:    contacts with a promised time that passed, of which it is known
-- denominator_ja: 約束の時刻が過ぎ、守れたかどうかが分かる問い合わせ
-- grains:         week_start, day, center, team, channel, category, subcategory, product, rule_id,
--                 level, weekday, hour, risk, impact, urgency, amount_band, risk_kind,
--                 customer_kind
-- unit:           percent
-- good:           up
-- params:         asked, grain
-- needs:          followed_up|resolved|closed
-- source:         facts.fct_contact
-- notes:          a promise is kept when the next followed_up, resolved or closed comes by then:
--                 a call back is what was promised, a solution is more than that, and what is filed
--                 waits for no call. A new time promised later does not undo the earlier one. Not
--                 counted: what is not due as of the build, even if answered already (only the
--                 good ones would count early); what the customer left before; ends without a time
--                 of their own. provisional are the contacts with a time yet to come. Where calls
--                 back are not recorded, only a solution or a closing can keep a promise.
-- notes_ja:       約束のあと最初の対応後連絡・解決・完了が約束の時刻までにあれば守れた
--                 とする。連絡は約束そのもの、解決はそれ以上、完了した件に待つ連絡は
--                 ない。あとで約束し直しても前の約束は残る。時刻がまだ来ていない約束
--                 (早く済んだものだけが先に数えられるため)、その前にお客様が離れた約束、
--                 自身の時刻を持たない対応は数えない。provisional はこれから時刻が来る
--                 件数。折り返しを記録しない取込元では解決と完了だけで判定する。
-- reviewed:       2026-11-23, next 2027-05-24

select
    columns($grain),
    count(*) filter (where c.is_promise_kept) as numerator,
    count(c.is_promise_kept) as denominator,
    100.0 * numerator / nullif(denominator, 0) as metric_value,
    count(*) filter (where c.pending_promise_count > 0) as provisional,
    denominator as recorded,
    count(*) filter (where c.promise_count > 0) as cases
from asked_contact($asked) as c
group by all
order by all
