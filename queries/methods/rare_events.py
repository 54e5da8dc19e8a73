"""Control limits for what happens so seldom that most weeks have none of it."""

import numpy as np
import numpy.typing as npt
from scipy import stats

from queries.methods.control_limits import Floats, Limits, xmr_limits

_TAIL = 0.00135  # beyond three sigma, on one side
_POWER = 1 / 3.6


def g_limits(between: npt.ArrayLike) -> Limits:
    """Return limits for the number of cases between two rare ones: the g chart.

    `between`: n counts of cases without, one per rare case, in the order of time. The limits are
    the quantiles of the geometric distribution that three sigma stand for; the lower one is 0 where
    more than one case in 740 is such a one.
    A long stretch means that they have become rarer. For cases that come independently. Sources:
    Benneyan 2001; exact limits after Kaminsky and others 1992.
    """
    gaps = _known(between)
    center = float(gaps.mean()) if len(gaps) else float("nan")
    if not len(gaps):
        return _no_limits(len(np.asarray(between)))
    rate = 1 / (1 + center)
    lower = max(float(stats.geom.ppf(_TAIL, rate)) - 1, 0.0)
    upper = float(stats.geom.ppf(1 - _TAIL, rate)) - 1
    return _flat(np.asarray(between), center, lower, upper)


def t_limits(waits: npt.ArrayLike) -> Limits:
    """Return limits for the time between two rare cases, in its unit: the t chart.

    `waits`: n times above 0, one per rare case, in the order of time. Raised to 1/3.6 they are
    about normal, get limits from their moving ranges, and these are raised back; the center is
    that of the raised values. A long time means that they have become rarer. Source: Nelson 1994.
    """
    given = np.asarray(waits, dtype=float)
    if (given < 0).any():
        raise ValueError(f"waits: times of 0 or more wanted, {np.nanmin(given):g} given.")
    raised = xmr_limits(given**_POWER)
    center, lower, upper = (
        np.maximum(line, 0) ** (1 / _POWER) for line in (raised.center, raised.lower, raised.upper)
    )
    half = np.asarray(upper - center)
    return Limits(float(center), np.asarray(lower), np.asarray(upper), half, 1.0)


def _known(values: npt.ArrayLike) -> Floats:
    series = np.asarray(values, dtype=float)
    known: Floats = series[~np.isnan(series)]
    return known


def _flat(values: Floats, center: float, lower: float, upper: float) -> Limits:
    line = np.ones(len(values))
    return Limits(center, lower * line, upper * line, (upper - center) * line, 1.0)


def _no_limits(points: int) -> Limits:
    nothing = np.full(points, np.nan)
    return Limits(float("nan"), nothing, nothing, nothing, 1.0)
