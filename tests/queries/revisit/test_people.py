"""How many different people are behind a figure."""

import datetime as dt

from queries.revisit.evidence import read_evidence
from queries.revisit.settings import load_settings
from tests.queries.conftest import MakeWarehouse

DAY = dt.date(2026, 4, 1)
STOP = dt.date(2026, 4, 6)


def test_people_are_counted_by_step_and_band_of_hours(make_warehouse: MakeWarehouse) -> None:
    hop = {"contact_id": "c", "day": DAY, "rule_id": "R1", "rule_basis": "named"}
    hops = [hop | {"escalation_id": f"e{actor}", "actor_key": actor} for actor in "ab"]
    hops += [
        hop | {"escalation_id": "unknown"},
        hop | {"escalation_id": "untried", "actor_key": "c"},
    ]
    tried = {"contact_id": "c", "day": DAY, "rule_id": "R1"}
    attempts = [
        tried | {"escalation_id": "ea", "step": 1, "hour": 12},
        tried | {"escalation_id": "ea", "step": 1, "hour": 13},  # the same person, the same band
        tried | {"escalation_id": "eb", "step": 1, "hour": 14},  # the next band
        tried | {"escalation_id": "unknown", "step": 1, "hour": 14},
        tried | {"escalation_id": "unknown", "step": 2, "hour": 9},  # nobody on record
    ]
    warehouse = make_warehouse({"facts.fct_escalation": hops, "facts.fct_attempt": attempts})
    evidence = read_evidence(warehouse, STOP, load_settings(), 0.8)
    assert evidence.rules["people"].to_list() == [3]
    assert evidence.step_people.sort("step", "band", nulls_last=True).rows() == [
        ("R1", 1, 12, 1),
        ("R1", 1, 14, 1),
        ("R1", 1, None, 2),
        ("R1", 2, 9, None),
        ("R1", 2, None, None),
    ]
