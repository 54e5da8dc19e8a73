"""How far the flags can be trusted, as published by `make calibrate`: calibration.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).with_name("calibration.toml")
# The rule that people have in mind: some 300 escalations in a quarter.
VOLUME: Final = 300
ENOUGH: Final = 0.8


@dataclass(frozen=True)
class Found:
    """Of the rules made bad by `size` how many were found, and how many sound ones flagged."""

    name: str
    volume: int
    size: float
    planted: int
    found: int
    false: int
    cases: int = 0

    @property
    def recall(self) -> float:
        """The share found."""
        return self.found / self.planted

    @property
    def precision(self) -> float | None:
        """The share of the flagged that was bad; None where nothing was flagged."""
        flagged = self.found + self.false
        return self.found / flagged if flagged else None

    @property
    def f1(self) -> float:
        """The harmonic mean of both. Source: van Rijsbergen 1979."""
        return 2 * self.found / (self.planted + self.found + self.false)


@dataclass(frozen=True)
class Calibration:
    """What the simulated centers showed.

    `quiet_flags` rules to revisit came up in `quiet_reviews` reviews with nothing planted;
    `methods` compares the product (minaoshi) with rules of thumb, `kinds` has one entry per flag.
    """

    quiet_reviews: int
    quiet_flags: int
    methods: tuple[Found, ...]
    kinds: tuple[Found, ...]

    @property
    def false_per_review(self) -> float:
        """How many rules a weekly review proposes that nothing is wrong with."""
        return self.quiet_flags / self.quiet_reviews

    def recalls(self, kind: str, volume: int = VOLUME) -> dict[float, float]:
        """Return the share found by size; empty for a volume that was not tried."""
        of_kind = (f for f in self.kinds if (f.name, f.volume) == (kind, volume))
        return {found.size: found.recall for found in of_kind}

    def least_size(self, kind: str, volume: int = VOLUME) -> float | None:
        """Return the smallest size of which four in five are found; None where none was."""
        recalls = self.recalls(kind, volume)
        return min((size for size, recall in recalls.items() if recall >= ENOUGH), default=None)


@cache
def load_calibration(path: Path = FILE) -> Calibration:
    """Return the figures as the file has them."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    methods, kinds = (tuple(Found(**row) for row in given[name]) for name in ("method", "kind"))
    quiet = given["quiet"]
    return Calibration(quiet["reviews"], quiet["flags"], methods, kinds)
