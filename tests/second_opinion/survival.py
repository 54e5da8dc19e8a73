"""Aalen-Johansen in exact fractions, and percentiles of what was seen to end."""

from collections.abc import Iterable
from fractions import Fraction

# How long a case was followed, and how it ended; "open" = it had not.
Ended = tuple[int, str]


def incidence(cases: Iterable[Ended], cause: str) -> list[tuple[int, Fraction]]:
    """The share of cases that this cause had ended by each of its times."""
    rest = sorted(cases)
    free, share, steps = Fraction(1), Fraction(0), []
    while rest:
        time, at_risk = rest[0][0], len(rest)
        here = [kind for seconds, kind in rest if seconds == time]
        share += free * Fraction(here.count(cause), at_risk)
        free *= 1 - Fraction(len(here) - here.count("open"), at_risk)
        if cause in here:
            steps.append((time, share))
        rest = rest[len(here) :]
    return steps


def time_by_which(cases: Iterable[Ended], cause: str, share: str) -> int | None:
    """The first time by which the cause had ended this share of all; None when it never did."""
    wanted = Fraction(share)
    return next((time for time, reached in incidence(cases, cause) if reached >= wanted), None)


def share_by(cases: Iterable[Ended], cause: str, time: int) -> Fraction:
    """The share of all that the cause had ended by then."""
    return max((s for at, s in incidence(cases, cause) if at <= time), default=Fraction(0))


def percentile(values: Iterable[float], share: float) -> float | None:
    """Linear between the neighbors, as most programs do it; None without values."""
    ordered = sorted(values)
    if not ordered:
        return None
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
