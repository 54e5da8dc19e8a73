"""Time to an event when some cases are not over yet, or end in another way."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Curve:
    """An estimate at each time at which something happened, with its standard error."""

    time: Floats
    at_risk: Ints
    estimate: Floats
    standard_error: Floats

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
