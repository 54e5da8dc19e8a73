-- expression: is_asked_number(wanted, have)
-- gives:      whether a number passes a filter; no filter passes all, -1 stands for "no value"

select $wanted::integer[] is null or list_contains($wanted::integer[], coalesce($have, -1))
