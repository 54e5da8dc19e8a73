"""The run chart: what a series too short for limits can say."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

FEWEST_POINTS = 10


@dataclass(frozen=True)
class RunChart:
    """The median of a series and how the points lie about it.

    `useful` points are not on the median. A shift shows as a run longer than `longest_usual` or
    as fewer crossings of the median than `fewest_usual`; with fewer than ten useful points both
    are None and nothing can be said.
    """

    median: float
    useful: int
    longest_run: int
    crossings: int
    longest_usual: int | None
    fewest_usual: int | None

    @property
    def is_shifted(self) -> bool | None:
        """Whether the series is other than chance about one level; None for too few points."""
        if self.longest_usual is None or self.fewest_usual is None:
            return None
        return self.longest_run > self.longest_usual or self.crossings < self.fewest_usual


def run_chart(values: npt.ArrayLike, baseline: int | None = None) -> RunChart:
    """Return the run chart of a series in the order of time, NaN for a gap.

    `baseline`: how many first known points the median comes from; all without it. Points on the
    median neither break nor lengthen a run (in a control chart they break it). Source: Anhoej and
    Olesen 2014, doi 10.1371/journal.pone.0113825.
    """
    series = np.asarray(values, dtype=float)
    known = series[~np.isnan(series)]
    if not len(known):
        return RunChart(float("nan"), 0, 0, 0, None, None)
    median = float(np.median(known[:baseline]))
    sides = np.sign(known - median)
    sides = sides[sides != 0]
    changed = np.flatnonzero(np.diff(sides))
    ends = np.concatenate([[-1], changed, [len(sides) - 1]])
    longest = int(np.diff(ends).max()) if len(sides) else 0
    longest_usual, fewest_usual = usual_limits(len(sides))
    return RunChart(median, len(sides), longest, len(changed), longest_usual, fewest_usual)


def usual_limits(useful: int) -> tuple[int | None, int | None]:
    """Return the longest usual run and the fewest usual crossings for so many useful points.

    A run of round(log2 n) + 3; the 5 % quantile of n - 1 tosses. None below ten points.
    """
    if useful < FEWEST_POINTS:
        return None, None
    return round(np.log2(useful)) + 3, int(stats.binom.ppf(0.05, useful - 1, 0.5))
