"""How sure a percentile is: limits from the ranks alone, whatever the distribution."""

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import stats

_TAIL: Final = 0.025


def fewest_for(part: float) -> int:
    """Return how many values a percentile needs so that both its 95 % limits exist.

    `part`: between 0 and 1; 0.9 needs 36 values, 0.99 needs 368. Source: Conover, Practical
    Nonparametric Statistics, section 3.2: the largest of n values lies above the percentile with
    probability 1 - part^n.
    """
    if not 0 < part < 1:
        raise ValueError(f"part: between 0 and 1 wanted, {part} given.")
    return int(np.ceil(np.log(_TAIL) / np.log(max(part, 1 - part)) - 1e-9))


def percentile_interval(values: npt.ArrayLike, part: float) -> tuple[float | None, float | None]:
    """Return the 95 % limits of a percentile, in the unit of the values; NaN is left out.

    Both are values that were seen: by the binomial distribution of how many lie below the
    percentile, each limit fails at most once in forty. None where too few values are there to set
    it. For values that come independently. Source: Conover, as above.
    """
    given = np.asarray(values, dtype=float)
    known = np.sort(given[~np.isnan(given)])
    count = len(known)
    if not count:
        return None, None
    below = int(stats.binom.ppf(_TAIL, count, part))
    # The rank below which at most one in forty samples has the percentile; ranks begin at 1.
    lower = below if stats.binom.cdf(below - 1, count, part) <= _TAIL else below - 1
    upper = int(stats.binom.ppf(1 - _TAIL, count, part)) + 1
    return (
        float(known[lower - 1]) if lower >= 1 else None,
        float(known[upper - 1]) if upper <= count else None,
    )
