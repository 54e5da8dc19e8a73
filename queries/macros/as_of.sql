-- scalar: as_of()
-- gives:  the moment as of which the facts were built; what was open then is open

select max(b.as_of)
from warehouse.meta.build as b
