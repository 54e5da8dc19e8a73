"""The usual range of a metric's weeks, and the words for a week outside it."""

from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from queries.methods.control_limits import (
    Limits,
    in_run,
    in_trend,
    outside,
    p_prime_limits,
    two_of_three,
    xmr_limits,
)

FEWEST_WEEKS: Final = 12
BASELINE_WEEKS: Final = 20
_MOST_AUTOCORRELATION: Final = 0.3
_SCHEMA: Final = {
    "week_start": pl.Date,
    "low": pl.Float64,
    "center": pl.Float64,
    "high": pl.Float64,
    "signal": pl.String,
}
Floats = npt.NDArray[np.float64]


def usual_range(frame: pl.DataFrame, unit: str, good: str) -> pl.DataFrame:
    """Return week_start, low, center, high and signal for each week of a metric's answer.

    `frame`: week_start, numerator, denominator, metric_value. Shares (unit percent) get p' limits,
    all else XmR. signal is `usual`, `improvement`, `concern`, `unusual` where no direction is
    good, or `too_few` before 12 weeks are on record; a week without cases has none. The baseline
    is the first 20 weeks. Where neighboring weeks resemble each other (lag-1 correlation above
    0.3) runs say little: then only a point beyond the limits counts.
    """
    weeks = frame.sort("week_start")
    values = weeks["metric_value"].cast(pl.Float64).to_numpy().astype(float)
    limits = _limits(weeks, values, unit)
    signals = _signals(values, limits, good)
    if np.count_nonzero(~np.isnan(values)) < FEWEST_WEEKS:
        signals = ["too_few"] * len(values)
    return pl.DataFrame(
        {
            "week_start": weeks["week_start"],
            "low": limits.lower,
            "center": np.full(len(values), limits.center),
            "high": limits.upper,
            "signal": signals,
        },
        schema=_SCHEMA,
    ).with_columns(pl.col("low", "center", "high").fill_nan(None))


def _limits(weeks: pl.DataFrame, values: Floats, unit: str) -> Limits:
    if unit != "percent":
        limits = xmr_limits(values, BASELINE_WEEKS)
        return Limits(limits.center, np.maximum(limits.lower, 0), limits.upper, 1.0)
    counts = weeks["numerator"].cast(pl.Float64).to_numpy().astype(float)
    sizes = weeks["denominator"].cast(pl.Float64).to_numpy().astype(float)
    found = p_prime_limits(counts, sizes, BASELINE_WEEKS, smallest_ratio=1.0)
    return Limits(100 * found.center, 100 * found.lower, 100 * found.upper, found.sigma_ratio)


def _signals(values: Floats, limits: Limits, good: str) -> list[str | None]:
    unusual = outside(values, limits)
    if _autocorrelation(values[:BASELINE_WEEKS]) <= _MOST_AUTOCORRELATION:
        unusual = unusual | in_run(values, limits.center) | in_trend(values)
        unusual = unusual | two_of_three(values, limits)
    higher = values > limits.center
    return [
        None if np.isnan(value) else _word(bool(odd), bool(up), good)
        for value, odd, up in zip(values, unusual, higher, strict=True)
    ]


def _word(is_unusual: bool, is_higher: bool, good: str) -> str:
    if not is_unusual:
        return "usual"
    if good not in ("up", "down"):
        return "unusual"
    return "improvement" if is_higher == (good == "up") else "concern"


def _autocorrelation(values: Floats) -> float:
    known = values[~np.isnan(values)]
    if len(known) < FEWEST_WEEKS or known.std() == 0:
        return 0.0
    rest = known - known.mean()
    return float((rest[1:] * rest[:-1]).sum() / (rest**2).sum())
