"""Time to an event when some cases are not over yet, or end in another way."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_Z95: Final = 1.959963984540054


@dataclass(frozen=True)
class Curve:
    """An estimate at each time at which something happened, with its standard error."""

    time: Floats
    at_risk: Ints
    estimate: Floats
    standard_error: Floats

    def limits(self) -> tuple[Floats, Floats]:
        """Return the 95 % limits of each estimate, which never leave 0 and 1.

        By the log of minus the log, as Stata does for survival and incidence alike: it keeps its
        level from some ten events on. NaN where the estimate is 0 or 1 and has no error. Source:
        Kalbfleisch and Prentice 1980, section 1.3.
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            inner = np.where((self.estimate > 0) & (self.estimate < 1), self.estimate, np.nan)
            width = _Z95 * self.standard_error / np.abs(inner * np.log(inner))
            return inner ** np.exp(width), inner ** np.exp(-width)

    def first_time(self, share: float) -> float | None:
        """Return the first time at which a rising curve has reached a share, if it ever does."""
        reached = np.flatnonzero(self.estimate >= share - 1e-12)
        return float(self.time[reached[0]]) if reached.size else None


def _tally(time: npt.ArrayLike, cause: npt.ArrayLike) -> tuple[Floats, Ints, Ints, Ints]:
    durations, causes = np.asarray(time, dtype=float), np.asarray(cause, dtype=int)
    if np.isnan(durations).any():
        raise ValueError(
            f"time: {np.isnan(durations).sum()} of {len(durations)} durations are not known. "
            "Leave these cases out and say how many they are."
        )
    times, first = np.unique(durations, return_inverse=True)
    ended = np.bincount(first, minlength=len(times))
    at_risk = ended[::-1].cumsum()[::-1]
    return times, at_risk, first, causes


def kaplan_meier(time: npt.ArrayLike, event: npt.ArrayLike) -> Curve:
    """Return the share still waiting after each event time; error after Greenwood.

    `time`: n durations; `event`: n flags, 0 for a case that is not over. At equal times an event
    comes before a censoring. Valid where censoring tells nothing about the time to come. Source:
    Kaplan and Meier 1958.
    """
    times, at_risk, first, flags = _tally(time, event)
    events = np.bincount(first, weights=flags != 0, minlength=len(times)).astype(np.float64)
    survival = np.asarray(np.cumprod(1 - events / at_risk), dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(events / (at_risk * (at_risk - events)))
        error = survival * np.sqrt(greenwood)
    kept = events > 0
    return Curve(times[kept], at_risk[kept], survival[kept], np.nan_to_num(error[kept]))


def survival_quantile(curve: Curve, part: float) -> float | None:
    """Return the time by which `part` of all cases have had the event; None if never reached."""
    reached = np.flatnonzero(curve.estimate <= 1 - part + 1e-12)
    return float(curve.time[reached[0]]) if reached.size else None


def survival_quantile_limits(curve: Curve, part: float) -> tuple[float | None, float | None]:
    """Return the 95 % limits of the time by which `part` of all cases have had the event.

    They are where the limits of the curve reach it (Brookmeyer and Crowley 1982); None for one
    that never does, which is then without end.
    """
    low, high = curve.limits()
    ends = []
    for line in (low, high):
        reached = np.flatnonzero(np.nan_to_num(line, nan=1.0) <= 1 - part + 1e-12)
        # Where all cases are over the curve is 0 and so are both its limits.
        over = np.flatnonzero(curve.estimate == 0)
        first = np.concatenate([reached[:1], over[:1]])
        ends.append(float(curve.time[first.min()]) if first.size else None)
    return ends[0], ends[1]


def aalen_johansen(time: npt.ArrayLike, cause: npt.ArrayLike, wanted: int) -> Curve:
    """Return the share of all cases that had ended by the wanted cause at each time.

    `cause`: 0 for a case that is not over, else which end it had. Other ends compete and are not
    censored. The error is that of the delta method (Marubini and Valsecchi 1995, as in Stata's
    stcompet). Source: Aalen and Johansen 1978.
    """
    times, at_risk, first, causes = _tally(time, cause)
    hits = np.bincount(first, weights=causes == wanted, minlength=len(times)).astype(np.float64)
    ends = np.bincount(first, weights=causes != 0, minlength=len(times)).astype(np.float64)
    survival = np.asarray(np.cumprod(1 - ends / at_risk), dtype=np.float64)
    before = np.concatenate([[1.0], survival[:-1]])
    incidence = np.cumsum(before * hits / at_risk)
    kept = ends > 0
    error = _incidence_error(incidence, before, hits, ends, at_risk)
    return Curve(times[kept], at_risk[kept], incidence[kept], error[kept])


def _incidence_error(
    incidence: Floats, before: Floats, hits: Floats, ends: Floats, at_risk: Ints
) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.nan_to_num(ends / (at_risk * (at_risk - ends)), posinf=0.0)
    # The sums over the distances between a time and all before it, written out as running sums.
    squares = (
        incidence**2 * spread.cumsum()
        - 2 * incidence * (incidence * spread).cumsum()
        + (incidence**2 * spread).cumsum()
    )
    drawn = (before**2 * hits * (at_risk - hits) / at_risk.astype(float) ** 3).cumsum()
    linked = before * hits / at_risk.astype(float) ** 2
    crossed = incidence * linked.cumsum() - (incidence * linked).cumsum()
    return np.asarray(np.sqrt(np.maximum(squares + drawn - 2 * crossed, 0)))
