"""Control limits: what is usual for a series, and what is not."""

from dataclasses import dataclass
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
    """Center line and limits of a series, one per point; NaN where a point has no cases."""

    center: float
    lower: Floats
    upper: Floats
    sigma_ratio: float


def xmr_limits(
    values: npt.ArrayLike, baseline: int | None = None, k: float = XMR_FACTOR, screen: bool = True
) -> Limits:
    """Return limits for single values from their moving ranges.

    `baseline`: how many first values the limits come from; all without it. `screen` leaves out
    moving ranges beyond 3.267 times their mean, as the NHS does. Needs 12 values, 20 to lock.
    Source: Wheeler; NHS England, Making Data Count.
    """
    series = np.asarray(values, dtype=float)
    known = series[:baseline][~np.isnan(series[:baseline])]
    if len(known) < 2:
        nothing = np.full(len(series), np.nan)
        return Limits(float("nan"), nothing, nothing, 1.0)
    moved = np.abs(np.diff(known))
    if screen:
        moved = moved[moved <= _MOVING_RANGE_LIMIT * moved.mean()]
    center, half = float(known.mean()), k * float(moved.mean())
    ones = np.ones(len(series))
    return Limits(center, (center - half) * ones, (center + half) * ones, 1.0)


def p_prime_limits(
    count: npt.ArrayLike,
    size: npt.ArrayLike,
    baseline: int | None = None,
    smallest_ratio: float = 0.0,
) -> Limits:
    """Return limits for shares whose sizes vary: Laney's p'.

    `smallest_ratio` 1 keeps the limits from being tighter than chance allows, as flags want it.
    Wants five cases a point. Source: Laney 2002.
    """
    counts, sizes = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    sizes = np.where(sizes > 0, sizes, np.nan)
    shares = counts / sizes
    base = slice(None, baseline)
    center = float(np.nansum(counts[base]) / max(np.nansum(sizes[base]), 1e-300))
    chance = np.sqrt(center * (1 - center) / sizes)
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = ((shares - center) / chance)[base]
    scores = scores[~np.isnan(scores)]
    ratio = float(np.abs(np.diff(scores)).mean() / _D2) if len(scores) > 1 else 1.0
    ratio = max(ratio, smallest_ratio)
    half = 3 * chance * ratio
    return Limits(center, np.maximum(center - half, 0), np.minimum(center + half, 1), ratio)


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
    """Return which points near a limit come as two of three, all three on one side of the line."""
    series = np.asarray(values, dtype=float)
    side = np.sign(series - limits.center)
    far = np.where(side > 0, limits.upper, limits.lower)
    near = np.abs(series - limits.center) >= np.abs(far - limits.center) * 2 / 3
    near &= np.abs(series - limits.center) <= np.abs(far - limits.center)
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
