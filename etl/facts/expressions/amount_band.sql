-- expression: amount_band(bands, amount)
-- gives:      the bound that the amount has reached, 0 below the first one; NULL without an amount

case
    when amount is not null then coalesce(list_max(list_filter(bands, lambda b: b <= amount)), 0)
end
