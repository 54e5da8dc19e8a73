"""Random numbers that belong to a contact, not to a position in a stream.

Every draw is a hash of (seed, week, name of the draw, number of the contact). A planted failure
or another chunk size therefore changes only what it is meant to change: two runs with and without
a failure are equal in everything else.
"""

from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


class Dice:
    """Draws for one week of one seed; every method gives one value per contact number."""

    def __init__(self, seed: int, week: int) -> None:
        """Bind the draws to a seed and a week (-1 for draws that belong to no week)."""
        self._prefix = f"{seed}/{week}/"

    def uniform(self, name: str, index: Ints) -> Floats:
        """Numbers in (0, 1)."""
        digest = blake2b((self._prefix + name).encode(), digest_size=8).digest()
        start = np.uint64(int.from_bytes(digest, "little"))
        # splitmix64: wrap-around multiplication is intended
        bits = start + (index.astype(np.uint64) + np.uint64(1)) * _GOLDEN
        bits = (bits ^ (bits >> np.uint64(30))) * _MIX_1
        bits = (bits ^ (bits >> np.uint64(27))) * _MIX_2
        bits = bits ^ (bits >> np.uint64(31))
        return ((bits >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53

    def normal(self, name: str, index: Ints) -> Floats:
        """Standard normal numbers (Box-Muller)."""
        radius = np.sqrt(-2.0 * np.log(self.uniform(name + "/radius", index)))
        angle = np.cos(2.0 * np.pi * self.uniform(name + "/angle", index))
        return np.asarray(radius * angle, dtype=np.float64)

    def seconds(
        self, name: str, index: Ints, median: float | Floats, sigma: float, least: int = 1
    ) -> Ints:
        """Whole seconds, lognormal with that median and log-sd."""
        drawn = median * np.exp(sigma * self.normal(name, index))
        return np.maximum(np.rint(drawn), least).astype(np.int64)

    def between(self, name: str, index: Ints, low: int, high: int) -> Ints:
        """Whole numbers, low <= number < high."""
        return low + (self.uniform(name, index) * (high - low)).astype(np.int64)

    def pick(self, name: str, index: Ints, weights: Floats | list[float]) -> Ints:
        """Positions 0 .. len(weights) - 1, in proportion to the weights."""
        steps = np.cumsum(np.asarray(weights, dtype=np.float64))
        found = np.searchsorted(steps / steps[-1], self.uniform(name, index), side="right")
        return np.minimum(found, len(steps) - 1).astype(np.int64)

    def happens(self, name: str, index: Ints, rate: float | Floats) -> Bools:
        """True with that probability."""
        return np.asarray(self.uniform(name, index) < rate)
