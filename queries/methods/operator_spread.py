"""Whether a group of operators decides like cases more differently than chance would have it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Spread:
    """Of several groups of like cases: one entry per group.

    `ratio` is Pearson's chi-square over its degrees of freedom, 1 by chance alone; `points` the
    standard deviation between operators beyond chance, in percentage points; `usual` the ratio of
    like groups, and `p_value` how likely one of those is to reach the ratio.
    """

    ratio: Floats
    points: Floats
    usual: float
    p_value: Floats


def spread(
    operators: npt.ArrayLike,
    cases: npt.ArrayLike,
    hits: npt.ArrayLike,
    spread_sum: npt.ArrayLike,
    inverse_sum: npt.ArrayLike,
    square_sum: npt.ArrayLike,
) -> Spread:
    """Return how far operators vary within each group, held against the other groups.

    Per group, over its operators with n cases, x of them hits: their number, the sums of n, of x,
    of x squared / n, of 1 / n and of n squared. NaN where nothing can vary: fewer than two
    operators, no hits, or hits alone.

    The chi-square is compared with a gamma distribution of its own mean and variance, because with
    few hits an operator it spreads wider than the chi-square distribution: a standardized binomial
    square has the variance 2 + (1 - 6pq) / npq. The median ratio of all groups, at least 1, is what
    is usual. Sources: McCullagh and Nelder 1989, section 4.5; the variance from the fourth
    moment of the binomial; the standard deviation by moments as in DerSimonian and Laird 1986.
    Valid from about one hit an operator.
    """
    k, n, x, sums, inverse, squares = (
        np.asarray(values, dtype=float)
        for values in (operators, cases, hits, spread_sum, inverse_sum, square_sum)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        share = x / n
        within = np.where((k > 1) & (share > 0) & (share < 1), share * (1 - share), np.nan)
        chi_square = (sums - x**2 / n) / within
        freedom = k - 1
        ratio = chi_square / freedom
        variance = (2 * k + (1 - 6 * within) * inverse / within) * freedom / k
        room = n - squares / n
        between = np.clip(chi_square - freedom, 0, None) * within / room
        known = ratio[~np.isnan(ratio)]
        usual = max(float(np.median(known)), 1.0) if known.size else 1.0
        scale = variance / freedom
        p_value = stats.gamma.sf(chi_square / usual, freedom / scale, scale=scale)
    return Spread(ratio, 100 * np.sqrt(between), usual, p_value)


def median_odds_ratio(variance: float) -> float:
    """Return how many times the odds of one operator are those of another, at the median.

    `variance`: between operators, of the log odds. 1 where operators do not differ. Of two
    operators drawn at random the one with the higher odds is compared with the other. Source:
    Larsen and Merlo 2005, doi 10.1093/aje/kwi017.
    """
    if variance < 0:
        raise ValueError(f"variance: 0 or more wanted, {variance} given.")
    return float(np.exp(np.sqrt(2 * variance) * stats.norm.ppf(0.75)))


def latent_correlation(variance: float) -> float:
    """Return which part of all variation of the log odds lies between operators.

    Source: as above; the rest is that of the logistic distribution, pi squared over 3.
    """
    return variance / (variance + np.pi**2 / 3)
