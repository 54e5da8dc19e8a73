"""A step is held against the same hours of other rules."""

import numpy as np
import polars as pl

from queries.revisit.decide import decide
from queries.revisit.evidence import Evidence
from queries.revisit.settings import load_settings
from tests.queries.revisit.rules import STOP, WEEKS, of_counts

LUNCH, AFTERNOON = 12, 14


def at_hours(lunch: np.ndarray, afternoon: np.ndarray, size: int = 20) -> Evidence:
    """Attempts at step 1: `size` a week and band of hours, of which so many reach nobody."""
    bands = []
    for band, failed in ((LUNCH, lunch), (AFTERNOON, afternoon)):
        counts = np.repeat(failed[:, None], WEEKS, axis=1)
        evidence = of_counts(counts, np.full(counts.shape, size), kind="unreachable")
        placed = [pl.lit(1, pl.Int32).alias("step"), pl.lit(band, pl.Int32).alias("band")]
        bands.append(evidence.weekly.with_columns(placed))
    return Evidence(
        pl.concat(bands),
        evidence.rules,
        evidence.slots,
        evidence.recorded,
        evidence.coverage_minimum,
    )


def revisited(evidence: Evidence) -> list[tuple[object, ...]]:
    judged = decide(evidence, STOP, load_settings())
    return judged.filter(pl.col("status") == "revisit").select("rule_id", "step", "band").rows()


def test_a_lunch_hour_that_is_bad_everywhere_is_no_rule_s_fault() -> None:
    assert revisited(at_hours(np.full(20, 12), np.full(20, 3))) == []


def test_a_lunch_hour_that_is_bad_in_one_rule_is() -> None:
    lunch = np.full(20, 4)
    lunch[0] = 12
    assert revisited(at_hours(lunch, np.full(20, 3))) == [("R001", 1, LUNCH)]
