-- expression: is_asked_number(wanted, have)
-- gives:      whether a number passes a filter; no filter passes all, -1 stands for "no value"

select $wanted is null or coalesce($have, -1) in $wanted
