-- expression: is_asked(wanted, have)
-- gives:      whether a text passes a filter; no filter passes all, '' stands for "no value"

select $wanted::varchar[] is null or list_contains($wanted::varchar[], coalesce($have, ''))
