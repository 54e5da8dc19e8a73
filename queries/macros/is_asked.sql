-- expression: is_asked(wanted, have)
-- gives:      whether a text passes a filter; no filter passes all, '' stands for "no value"

-- A list that is not cast takes less planning: a question has a dozen of these conditions or more.
select $wanted is null or coalesce($have, '') in $wanted
