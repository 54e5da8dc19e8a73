"""The usual range of a metric's weeks, and the words for a week outside it."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl

from queries.methods.control_limits import Floats
from queries.methods.usual_range import (
    UsualRange,
    usual_range_of_shares,
    usual_range_of_values,
)

_SCHEMA: Final = {
    "week_start": pl.Date,
    "low": pl.Float64,
    "center": pl.Float64,
    "high": pl.Float64,
    "signal": pl.String,
}


def usual_range(
    frame: pl.DataFrame, unit: str, good: str, locked: Sequence[dt.date] = ()
) -> pl.DataFrame:
    """Return week_start, low, center, high and signal for each week of a metric's answer.

    `frame`: week_start, numerator, denominator, metric_value, one row a week; a week without a row
    is a gap, as is one without a value. Shares (unit percent) get p' limits, all else XmR. signal
    is `usual`, `improvement`, `concern`, `unusual` where no direction is good, or `too_few` before
    12 weeks are on record; a gap has none. The baseline is the first 20 weeks. Where neighboring
    weeks resemble each other or few cases are expected, only a point beyond the limits counts.
    Each of the weeks `locked`, Mondays, begins a new stretch with a baseline of its own, and what
    lies before keeps its old one: only a person can say that a change is to be the new usual.
    """
    if frame.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    columns = ("numerator", "denominator", "metric_value")
    weeks = frame.select(pl.col("week_start").cast(pl.Date), pl.col(columns).cast(pl.Float64))
    every = weeks.drop_nulls("week_start").sort("week_start").upsample("week_start", every="1w")
    stretches = [
        _judged(stretch, unit, good)
        for _, stretch in every.with_columns(_stretch(locked)).group_by(
            "stretch", maintain_order=True
        )
    ]
    kept = pl.concat(stretches).join(weeks, on="week_start", how="semi", maintain_order="left")
    return kept.with_columns(pl.col("low", "center", "high").fill_nan(None))


def _stretch(locked: Sequence[dt.date]) -> pl.Expr:
    """Number the weeks by how many locks they have behind them."""
    begun = [(pl.col("week_start") >= week).cast(pl.Int64) for week in locked]
    return pl.sum_horizontal(pl.lit(0, pl.Int64), *begun).alias("stretch")


def _judged(every: pl.DataFrame, unit: str, good: str) -> pl.DataFrame:
    known = every["metric_value"].is_not_null().to_numpy()
    found = _found(every, unit)
    scale = 100 if unit == "percent" else 1
    return pl.DataFrame(
        {
            "week_start": every["week_start"],
            "low": scale * np.maximum(found.lower, 0),
            "center": np.full(len(known), scale * found.center),
            "high": scale * found.upper,
            "signal": _words(found, known.tolist(), good),
        },
        schema=_SCHEMA,
    )


def _found(every: pl.DataFrame, unit: str) -> UsualRange:
    # A week whose value is withheld is a gap, whatever its counts.
    shown = every.with_columns(
        pl.when(pl.col("metric_value").is_not_null()).then(pl.col("numerator", "denominator"))
    )
    counts, sizes, values = (
        _floats(shown[name]) for name in ("numerator", "denominator", "metric_value")
    )
    if unit == "percent":
        return usual_range_of_shares(counts, sizes)
    return usual_range_of_values(values)


def _floats(column: pl.Series) -> Floats:
    return column.fill_null(np.nan).to_numpy().astype(np.float64)


def _words(found: UsualRange, known: list[bool], good: str) -> list[str | None]:
    if found.too_few:
        return ["too_few"] * len(known)
    return [
        _word(way, good) if is_known else None
        for way, is_known in zip(found.direction.tolist(), known, strict=True)
    ]


def _word(direction: float, good: str) -> str:
    if not direction:
        return "usual"
    if good not in ("up", "down"):
        return "unusual"
    return "improvement" if (direction > 0) == (good == "up") else "concern"
