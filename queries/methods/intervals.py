"""Intervals for rates and for the difference of two rates."""

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import stats

Floats = npt.NDArray[np.float64]
Z95: Final = 1.959963984540054


def wilson(count: npt.ArrayLike, size: npt.ArrayLike, z: float = Z95) -> tuple[Floats, Floats]:
    """Return the ends of Wilson's score interval, as shares; NaN where there are no cases.

    `count` and `size`: arrays of one shape. Valid for any size; coverage is near nominal from
    about ten cases. Source: Wilson 1927; Newcombe 1998, Stat Med 17:857, method 3.
    """
    counts, sizes = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    sizes = np.where(sizes > 0, sizes, np.nan)
    rate = counts / sizes
    middle = (rate + z**2 / (2 * sizes)) / (1 + z**2 / sizes)
    half = z / (1 + z**2 / sizes) * np.sqrt(rate * (1 - rate) / sizes + z**2 / (4 * sizes**2))
    low, high = np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)
    return np.where(counts == 0, low * 0, low), np.where(counts == sizes, high * 0 + 1, high)


def jeffreys(
    count: npt.ArrayLike, size: npt.ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Return the ends of Jeffreys' interval, as shares; NaN where there are no cases.

    `count` and `size`: arrays of one shape. For very small groups. The interval begins at 0 where
    nothing was counted and ends at 1 where all were. Source: Brown, Cai and
    DasGupta 2001, Stat Sci 16:101.
    """
    counts, sizes = np.asarray(count, dtype=float), np.asarray(size, dtype=float)
    sizes = np.where(sizes > 0, sizes, np.nan)
    tail = (1 - confidence) / 2
    low = stats.beta.ppf(tail, counts + 0.5, sizes - counts + 0.5)
    high = stats.beta.ppf(1 - tail, counts + 0.5, sizes - counts + 0.5)
    return np.where(counts == 0, low * 0, low), np.where(counts == sizes, high * 0 + 1, high)


def newcombe_difference(
    count: float, size: float, other_count: float, other_size: float, z: float = Z95
) -> tuple[float, float, float]:
    """Return the difference of two independent rates and the ends of its interval, as shares.

    All are NaN where either has no cases. Valid for any size.
    Source: Newcombe 1998, Stat Med 17:873, method 10 (hybrid score).
    """
    (low, other_low), (high, other_high) = wilson([count, other_count], [size, other_size], z)
    if size <= 0 or other_size <= 0:
        return float("nan"), float("nan"), float("nan")
    rate, other = count / size, other_count / other_size
    difference = rate - other
    below = np.sqrt((rate - low) ** 2 + (other_high - other) ** 2)
    above = np.sqrt((high - rate) ** 2 + (other - other_low) ** 2)
    return difference, float(difference - below), float(difference + above)


def interval(count: float | None, size: float | None) -> tuple[float | None, float | None]:
    """Return Wilson's 95 % interval of a rate in percent; None without cases or counts."""
    if not size or count is None:
        return None, None
    low, high = wilson(count, size)
    return 100 * float(low), 100 * float(high)
