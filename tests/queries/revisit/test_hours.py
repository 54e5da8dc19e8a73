"""A step is held against the same hours of other rules."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import polars as pl

from queries.revisit.decide import decide
from queries.revisit.evidence import Evidence
from queries.revisit.settings import load_settings
from tests.queries.revisit.rules import STOP, WEEKS, of_counts

RULES = 20
NIGHT, MORNING, LUNCH, AFTERNOON, EVENING = 0, 9, 12, 14, 17


def at_hours(failed: Mapping[int, np.ndarray]) -> Evidence:
    """Twenty attempts a week at step 1 of each rule, by band, of which so many reach nobody."""
    bands = []
    for band, counts in failed.items():
        weekly = np.repeat(counts[:, None], WEEKS, axis=1)
        evidence = of_counts(weekly, np.full(weekly.shape, 20), kind="unreachable")
        placed = [pl.lit(1, pl.Int32).alias("step"), pl.lit(band, pl.Int32).alias("band")]
        bands.append(evidence.weekly.with_columns(placed))
    return replace(evidence, weekly=pl.concat(bands))


def flagged(evidence: Evidence) -> list[tuple[object, ...]]:
    judged = decide(evidence, STOP, load_settings())
    return judged.filter(pl.col("status") == "revisit").select("rule_id", "step", "band").rows()


def hours(lunch: int) -> dict[int, np.ndarray]:
    usual = {band: np.full(RULES, 3) for band in (NIGHT, MORNING, AFTERNOON, EVENING)}
    return usual | {LUNCH: np.full(RULES, lunch)}


def test_a_lunch_hour_that_is_bad_everywhere_is_no_rules_fault() -> None:
    assert flagged(at_hours(hours(lunch=10))) == []


def test_a_lunch_hour_that_is_bad_in_one_rule_is() -> None:
    failed = hours(lunch=4)
    failed[LUNCH][0] = 10
    assert flagged(at_hours(failed)) == [("R001", 1, LUNCH)]


def test_an_hour_that_few_people_tried_is_taken_with_the_whole_rule() -> None:
    failed = hours(lunch=4)
    failed[LUNCH][0] = 16
    place = {"rule_id": ["R001"] * 2, "step": [1] * 2, "band": [LUNCH, None], "people": [4, 5]}
    types = {"step": pl.Int32, "band": pl.Int32}
    few = replace(at_hours(failed), step_people=pl.DataFrame(place, schema_overrides=types))
    assert flagged(few) == [("R001", None, None)]
