"""Whether a process as it is will meet a target: the second sign of the NHS."""

from typing import Literal

import numpy as np

from queries.methods.control_limits import Limits

Assurance = Literal["met", "missed", "hit_and_miss"]


def assurance(limits: Limits, target: float, good: str) -> Assurance | None:
    """Return whether a target is met by every usual value, by none, or by some.

    `target` in the unit of the limits; `good`: up or down, which way is better. A target inside
    the limits is met in some weeks and missed in others by chance alone, until the process
    changes. The latest known limits count. None without limits or a good direction. Source: NHS
    England, Making Data Count.
    """
    known = np.flatnonzero(~np.isnan(limits.lower) & ~np.isnan(limits.upper))
    if not known.size:
        return None
    return assured(float(limits.lower[known[-1]]), float(limits.upper[known[-1]]), target, good)


def assured(lower: float, upper: float, target: float, good: str) -> Assurance | None:
    """Return the same from one pair of limits, in the unit of the target."""
    if good not in ("up", "down"):
        return None
    if lower <= target <= upper:
        return "hit_and_miss"
    return "met" if (target < lower) == (good == "up") else "missed"
