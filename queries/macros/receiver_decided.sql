-- table: receiver_decided(asked, grain, min_cases)
-- gives: per group and kind of like cases, how many escalations each nameless receiver judged and
--        how many could have stayed; receivers with fewer than min_cases are left out

select
    columns($grain),
    g.like_case,
    g.receiver_number,
    sum(g.judged_count)::double as n,
    sum(g.could_have_stayed_count)::double as x
from asked_receiver_group($asked) as g
where g.like_case is not null and g.receiver_number is not null
group by all
having n >= $min_cases
