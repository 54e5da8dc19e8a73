"""Whether two figures go together over groups, whatever their units."""

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import stats

from queries.methods.intervals import Z95

FEWEST_GROUPS: Final = 10


def rank_correlation(
    first: npt.ArrayLike, second: npt.ArrayLike, z: float = Z95
) -> tuple[float, float, float]:
    """Return Spearman's rank correlation of two figures of groups, and the ends of its interval.

    Both: one number per group, none NaN. All are NaN with fewer than ten groups, or where either
    figure is the same everywhere. Ties get the mean of their ranks. The interval is Fisher's z with
    the variance (1 + rho² / 2) / (n - 3), which holds its level up to about |rho| = 0.95.
    Source: Bonett and Wright 2000, Psychometrika 65:23. Every group counts alike, however many
    cases it has.
    """
    one, other = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    unknown = float("nan"), float("nan"), float("nan")
    if len(one) < FEWEST_GROUPS or np.ptp(one) == 0 or np.ptp(other) == 0:
        return unknown
    rho = float(stats.spearmanr(one, other).statistic)
    if abs(rho) > 1 - 1e-12:
        return round(rho), round(rho), round(rho)
    half = z * np.sqrt((1 + rho**2 / 2) / (len(one) - 3))
    middle = np.arctanh(rho)
    return rho, float(np.tanh(middle - half)), float(np.tanh(middle + half))
