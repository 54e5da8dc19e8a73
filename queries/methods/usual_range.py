"""What is usual for a weekly series, and which weeks are not, by the rules of the NHS."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from scipy import stats

from queries.methods.control_limits import (
    Flags,
    Floats,
    Limits,
    first_known,
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
_FEWEST_EXPECTED: Final = 5
_TAIL: Final = 0.00135  # beyond three sigma, on one side

Signal = Literal["none", "outside", "trend", "two_of_three", "run"]


@dataclass(frozen=True)
class UsualRange:
    """The limits of a series and the signal of each week, in the unit of the series.

    `direction`: 1 for a signal upwards, -1 downwards, 0 for none. `is_trial`: the limits come from
    fewer than 20 weeks. `too_few`: from fewer than 12, and nothing is a signal. `lag1`: how much
    neighboring weeks of the baseline resemble each other. `has_runs`: whether more than the limits
    was looked at.
    """

    center: float
    lower: Floats
    upper: Floats
    signals: tuple[Signal, ...]
    direction: Floats
    is_trial: bool
    too_few: bool
    lag1: float
    has_runs: bool


def usual_range_of_values(values: npt.ArrayLike, baseline: int = BASELINE_WEEKS) -> UsualRange:
    """Return the usual range of a weekly median, percentile or count: XmR.

    `values`: one number a week, NaN for a gap. Limits come from the first `baseline` known weeks.
    """
    series = np.asarray(values, dtype=float)
    return _judged(series, xmr_limits(series, baseline), baseline, is_rare=False)


def usual_range_of_shares(
    numerators: npt.ArrayLike, denominators: npt.ArrayLike, baseline: int = BASELINE_WEEKS
) -> UsualRange:
    """Return the usual range of a weekly share, as a share: p', never tighter than chance.

    Both: one number a week, NaN or a denominator of 0 for a gap. Weeks that expect fewer than five
    cases get exact binomial limits where those are wider.
    """
    counts, sizes = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    known = (sizes > 0) & ~np.isnan(counts)
    counts, sizes = np.where(known, counts, np.nan), np.where(known, sizes, np.nan)
    limits = p_prime_limits(counts, sizes, baseline, smallest_ratio=1.0)
    base = first_known(known, baseline)
    if not base.any():
        return _judged(counts, limits, baseline, is_rare=False)
    # Half a case more: that none was ever seen does not mean that one would be out of the question.
    rate = float((counts[base].sum() + 0.5) / (sizes[base].sum() + 1))
    expected = sizes * min(rate, 1 - rate)
    limits = _widened(limits, sizes, rate, expected < _FEWEST_EXPECTED)
    is_rare = bool(np.median(expected[base]) < _FEWEST_EXPECTED)
    return _judged(counts / sizes, limits, baseline, is_rare)


def _widened(limits: Limits, sizes: Floats, rate: float, rare: Flags) -> Limits:
    """Return limits that chance passes no oftener on small weeks than on large ones."""
    lower, upper = (stats.binom.ppf(tail, sizes, rate) / sizes for tail in (_TAIL, 1 - _TAIL))
    half = np.maximum(upper - limits.center, limits.half)
    return replace(
        limits,
        lower=np.where(rare, np.minimum(lower, limits.lower), limits.lower),
        upper=np.where(rare, np.maximum(upper, limits.upper), limits.upper),
        half=np.where(rare, half, limits.half),
    )


def _judged(values: Floats, limits: Limits, baseline: int, is_rare: bool) -> UsualRange:
    known = ~np.isnan(values)
    lag1 = lag1_correlation(values[first_known(known, baseline)])
    too_few = int(known.sum()) < FEWEST_WEEKS
    # Weeks that resemble each other stay on one side, and so do weeks that mostly have no case.
    has_runs = not too_few and not is_rare and lag1 <= _MOST_AUTOCORRELATION
    looked_for = known & (not too_few)
    signals, direction = _signals(np.where(looked_for, values, np.nan), limits, has_runs)
    is_trial = int(known.sum()) < BASELINE_WEEKS
    return UsualRange(
        limits.center,
        np.where(known, limits.lower, np.nan),
        np.where(known, limits.upper, np.nan),
        signals,
        direction,
        is_trial,
        too_few,
        lag1,
        has_runs,
    )


def _signals(values: Floats, limits: Limits, has_runs: bool) -> tuple[tuple[Signal, ...], Floats]:
    """Return each week's foremost signal and its direction; a trend's is where it leads."""
    rises = np.sign(np.diff(values, append=np.nan))
    trend = in_trend(values) & has_runs
    goes_on = trend & np.append(trend[1:], False)
    leads = np.where(goes_on, rises, np.concatenate([[0.0], rises])[: len(values)])
    side = np.sign(values - limits.center)
    found: dict[Signal, tuple[Flags, Floats]] = {
        "outside": (outside(values, limits), side),
        "trend": (trend, leads),
        "two_of_three": (two_of_three(values, limits) & has_runs, side),
        "run": (in_run(values, limits.center) & has_runs, side),
    }
    flags = [flag for flag, _ in found.values()]
    signals: list[Signal] = ["none"] * len(values)
    for name, (flag, _) in reversed(found.items()):
        for week in np.flatnonzero(flag):
            signals[week] = name
    direction = np.select(flags, [way for _, way in found.values()], 0.0)
    return tuple(signals), np.asarray(direction, dtype=np.float64)


def lag1_correlation(values: npt.ArrayLike) -> float:
    """Return the correlation of known values with the next ones; 0 where 12 are not on record."""
    series = np.asarray(values, dtype=float)
    known = series[~np.isnan(series)]
    if len(known) < FEWEST_WEEKS or known.std() == 0:
        return 0.0
    rest = known - known.mean()
    return float((rest[1:] * rest[:-1]).sum() / (rest**2).sum())
