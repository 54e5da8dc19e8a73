"""Evidence about made-up rules, whose true rates are known."""

import datetime as dt
from collections.abc import Sequence

import numpy as np
import polars as pl

from queries.revisit.evidence import Evidence

STOP = dt.date(2026, 10, 5)
WEEKS = 15


def rule_names(number: int) -> list[str]:
    return [f"R{place:03d}" for place in range(1, number + 1)]


def drawn(seed: int, size: int = 300, bad: int = 0, extra: float = 0.0) -> Evidence:
    """Forty rules of a true rate of 15 %, sd 2 points; the first `bad` have `extra` on top."""
    dice = np.random.default_rng(seed)
    rates = dice.normal(0.15, 0.02, 40)
    rates[:bad] += extra
    sizes = dice.poisson(size / 13, (40, WEEKS))
    return of_counts(dice.binomial(sizes, rates[:, None]), sizes)


def of_counts(
    counts: np.ndarray,
    sizes: np.ndarray,
    cases: np.ndarray | None = None,
    kind: str = "over_escalation",
    people: int | None = 9,
    since: dt.date | None = None,
    categories: Sequence[str] | None = None,
) -> Evidence:
    """Evidence with one row of `counts` and `sizes` per rule and one column per week."""
    number, weeks = sizes.shape
    names = rule_names(number)
    mondays = [STOP - dt.timedelta(weeks=weeks - week) for week in range(weeks)]
    weekly = pl.DataFrame(
        {
            "kind": [kind] * sizes.size,
            "rule_id": np.repeat(names, weeks),
            "week_start": mondays * number,
            "step": pl.Series([None] * sizes.size, dtype=pl.Int32),
            "band": pl.Series([None] * sizes.size, dtype=pl.Int32),
            "item": pl.Series([None] * sizes.size, dtype=pl.String),
            "numerator": counts.ravel(),
            "denominator": sizes.ravel(),
            "cases": (sizes if cases is None else cases).ravel(),
        }
    )
    rules = pl.DataFrame(
        {
            "rule_id": names,
            "title": names,
            "category": list(categories) if categories else ["deliveries"] * number,
            "since": pl.Series([since] * number, dtype=pl.Date),
            "is_implied": [False] * number,
            "people": pl.Series([people] * number, dtype=pl.Int64),
        }
    )
    return Evidence(weekly, rules, pl.DataFrame(), frozenset([kind]), 0.8)
