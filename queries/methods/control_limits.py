"""Control limits: what is usual for a series, and what is not."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# The factor of the NHS; others use 3/1.128 or its exact value. Choosing one is what matters.
XMR_FACTOR: Final = 2.66
_D2: Final = 1.128
_MOVING_RANGE_LIMIT: Final = 3.267
RUN_LENGTH: Final = 7


@dataclass(frozen=True)
class Limits:
    """Center line and limits of a series, one per point; NaN where a point has no cases.

    `half`: from the center to a limit before that is cut off at 0 or 1.
    """

    center: float
    lower: Floats
    upper: Floats
    half: Floats
    sigma_ratio: float


def xmr_limits(
    values: npt.ArrayLike, baseline: int | None = None, k: float = XMR_FACTOR, screen: bool = True
) -> Limits:
    """Return limits for single values, in their unit, from their moving ranges.

    `values`: n numbers in the order of time, NaN for none. `baseline`: how many first known values
    the limits come from; all without it. `screen` leaves out moving ranges beyond 3.267 times
    their mean, as the NHS does. Needs 12 values, 20 to lock; not for skewed or dependent values.
    Source: Wheeler; NHS England, Making Data Count.
    """
    series = np.asarray(values, dtype=float)
    known = series[first_known(~np.isnan(series), baseline)]
    if len(known) < 2:
        nothing = np.full(len(series), np.nan)
        return Limits(float("nan"), nothing, nothing, nothing, 1.0)
    moved = np.abs(np.diff(known))
    if screen:
        moved = moved[moved <= _MOVING_RANGE_LIMIT * moved.mean()]
    center = float(known.mean())
    half = np.full(len(series), k * float(moved.mean()))
    return Limits(center, center - half, center + half, half, 1.0)


def p_prime_limits(
    count: npt.ArrayLike,
    size: npt.ArrayLike,
    baseline: int | None = None,
    smallest_ratio: float = 0.0,
) -> Limits:
    """Return limits, as shares, for shares whose sizes vary: Laney's p'.

    `count` and `size`: n numbers each, NaN or a size of 0 for none. `smallest_ratio` 1 keeps the
    limits from being tighter than chance allows, as flags want it. Wants five cases a point, or
    the upper limit cries wolf. Source: Laney 2002.
    """
    limits = _limits_of_ratios(
        count, size, baseline, smallest_ratio, lambda rate: rate * (1 - rate)
    )
    return replace(limits, upper=np.minimum(limits.upper, 1))


def u_prime_limits(
    count: npt.ArrayLike,
    exposure: npt.ArrayLike,
    baseline: int | None = None,
    smallest_ratio: float = 0.0,
) -> Limits:
    """Return limits, per unit of exposure, for events of which a case can have several: u'.

    `count` and `exposure`: n numbers each, NaN or an exposure of 0 for none; exposures may be
    cases, hours or contacts. With exposures of 1 these are the limits of counts. `smallest_ratio`
    as for p'. Wants five events a point. Source: Laney 2002.
    """
    return _limits_of_ratios(count, exposure, baseline, smallest_ratio, lambda rate: rate)


def _limits_of_ratios(
    count: npt.ArrayLike,
    size: npt.ArrayLike,
    baseline: int | None,
    smallest_ratio: float,
    variance: Callable[[float], float],
) -> Limits:
    counts, sizes = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    known = (sizes > 0) & ~np.isnan(counts)
    counts, sizes = np.where(known, counts, np.nan), np.where(known, sizes, np.nan)
    base = first_known(known, baseline)
    center = float(counts[base].sum() / sizes[base].sum()) if base.any() else float("nan")
    chance = np.sqrt(variance(center) / sizes)
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = ((counts / sizes - center) / chance)[base]
    scores = scores[np.isfinite(scores)]
    ratio = float(np.abs(np.diff(scores)).mean() / _D2) if len(scores) > 1 else 1.0
    ratio = max(ratio, smallest_ratio)
    half = 3 * chance * ratio
    return Limits(center, np.maximum(center - half, 0), center + half, half, ratio)


def first_known(known: Flags, number: int | None) -> Flags:
    """Return which points are the first so many known ones; all known ones without a number."""
    return known if number is None else known & (known.cumsum() <= number)


def outside(values: npt.ArrayLike, limits: Limits) -> Flags:
    """Return which points lie beyond their limits."""
    series = np.asarray(values, dtype=float)
    return (series > limits.upper) | (series < limits.lower)


def in_run(values: npt.ArrayLike, center: float, length: int = RUN_LENGTH) -> Flags:
    """Return which points belong to a run on one side; a point on the line breaks it."""
    side = np.sign(np.asarray(values, dtype=float) - center)
    return _repeated(side, length)


def in_trend(values: npt.ArrayLike, length: int = RUN_LENGTH) -> Flags:
    """Return which points belong to a rise or fall over so many points; a tie breaks it."""
    series = np.asarray(values, dtype=float)
    step = np.sign(np.diff(series, prepend=np.nan))
    moved = _repeated(step, length - 1)
    # The point that a trend sets out from belongs to it.
    begins = np.flatnonzero(moved & ~np.concatenate([[False], moved[:-1]]))
    moved[begins[begins > 0] - 1] = True
    return moved


def two_of_three(values: npt.ArrayLike, limits: Limits) -> Flags:
    """Return which points near a limit come as two of three, all three on one side of the line.

    Near is beyond two thirds of the way to a limit, as that lay before it was cut off at 0 or 1:
    where no case is usual, weeks without any are not near a limit.
    """
    series = np.asarray(values, dtype=float)
    side = np.sign(series - limits.center)
    distance = np.abs(series - limits.center)
    near = (distance >= limits.half * 2 / 3) & (distance <= limits.half)
    found = np.zeros(len(series), dtype=bool)
    for last in range(2, len(series)):
        three = slice(last - 2, last + 1)
        if abs(side[three].sum()) == 3 and near[three].sum() >= 2:
            found[three] |= near[three]
    return found


def _repeated(signs: Floats, length: int) -> Flags:
    found = np.zeros(len(signs), dtype=bool)
    count = 0
    for position, sign in enumerate(signs):
        same = position > 0 and sign == signs[position - 1]
        count = count + 1 if same and sign else int(bool(sign) and not np.isnan(sign))
        if count >= length:
            found[position - count + 1 : position + 1] = True
    return found
