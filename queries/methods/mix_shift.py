"""Split the change of a rate into what the groups do and how many cases each group has."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Shift:
    """The change of a rate between two periods, as shares: the whole, and per group its parts.

    The arrays have one number a group, in the order given. `mix + within` sums to the change.
    """

    earlier: float
    later: float
    mix: Floats
    within: Floats

    @property
    def change(self) -> float:
        """Later less earlier."""
        return self.later - self.earlier


def mix_shift(
    earlier_count: npt.ArrayLike,
    earlier_size: npt.ArrayLike,
    later_count: npt.ArrayLike,
    later_size: npt.ArrayLike,
) -> Shift | None:
    """Return the parts of the change of `sum(count) / sum(size)`; None where a period is empty.

    One number a group in each: cases counted, and cases. With w a group's part of all cases and r
    its rate, its part by mix is (w2 - w1) * ((r1 + r2) / 2 - (R1 + R2) / 2) and its part within is
    (r2 - r1) * (w1 + w2) / 2: every other thing is held at the mean of both periods, so that
    neither period is the yardstick and no remainder is left. A group without cases in one period
    has the rate of the other there: it came or went, and changed nothing within itself.

    Source: Kitagawa 1955, J Am Stat Assoc 50:1168; the common rate R moves no sum, since the
    changes of w add up to nothing, and lets a group count as good or bad mix by itself.
    """
    counts = [np.asarray(part, dtype=float) for part in (earlier_count, later_count)]
    sizes = [np.asarray(part, dtype=float) for part in (earlier_size, later_size)]
    if not (sizes[0].sum() > 0 and sizes[1].sum() > 0):
        return None
    weight = [size / size.sum() for size in sizes]
    own = [_rate(count, size) for count, size in zip(counts, sizes, strict=True)]
    rate = [_or_else(own[0], own[1]), _or_else(own[1], own[0])]
    whole = [float(count.sum() / size.sum()) for count, size in zip(counts, sizes, strict=True)]
    mix = (weight[1] - weight[0]) * ((rate[0] + rate[1]) / 2 - (whole[0] + whole[1]) / 2)
    within = (rate[1] - rate[0]) * (weight[0] + weight[1]) / 2
    return Shift(whole[0], whole[1], mix, within)


def _rate(count: Floats, size: Floats) -> Floats:
    """Return the rate of each group; NaN without cases."""
    return np.asarray(count / np.where(size > 0, size, np.nan))


def _or_else(rate: Floats, other: Floats) -> Floats:
    """Return the rates, those that are not known from the other period; 0 where neither knows."""
    return np.nan_to_num(np.where(np.isnan(rate), other, rate), nan=0.0)
