"""From reviews of centers whose failures are known to recall, precision and F1."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import polars as pl

from bench.calibrate.centers import Seen
from bench.calibrate.naive import RIVALS, Pairs

# A failure of one kind that truly brings cases of another: to flag these is not an error.
CONSEQUENCES: Final = {
    "wrong_target": {"unreachable"},
    "bounce": {"level_misfit"},
    "late": {"under_escalation"},
}
METHODS: Final = ("minaoshi", *RIVALS)


@dataclass(frozen=True)
class Score:
    """Of the truly bad (`planted`) how many were `found`, and how many sound ones flagged."""

    planted: int
    found: int
    false: int

    @property
    def recall(self) -> float:
        """The share of the truly bad that was found."""
        return self.found / self.planted

    @property
    def precision(self) -> float | None:
        """The share of the flagged that is truly bad; None where nothing is flagged."""
        flagged = self.found + self.false
        return self.found / flagged if flagged else None

    @property
    def f1(self) -> float:
        """The harmonic mean of recall and precision. Source: van Rijsbergen 1979."""
        return 2 * self.found / (self.planted + self.found + self.false)


def flagged(seen: Seen, status: str = "revisit") -> Pairs:
    """Return the kinds and rules of one status, a category standing for no rule of its own."""
    rows = seen.rows.filter(pl.col("status") == status, pl.col("rule_basis") != "category")
    return {(kind, rule) for kind, rule in rows["kind", "rule_id"].rows()}


def score(reviews: Iterable[Seen], method: str, kind: str | None = None) -> Score:
    """Return how one method did over reviews, in one kind or in all that compare rates."""
    planted = found = false = 0
    for seen in reviews:
        compared = set(seen.counts["kind"])
        truth = {pair for pair in seen.trial.truth if _is_asked(pair, kind)}
        found_in = flagged(seen) if method == "minaoshi" else RIVALS[method](seen.counts)
        chosen = {pair for pair in found_in if _is_asked(pair, kind) and pair[0] in compared}
        planted += len(truth)
        found += len(truth & chosen)
        false += len(chosen - seen.trial.truth - _brought_along(seen.trial.truth))
    return Score(planted, found, false)


def _is_asked(pair: tuple[str, str], kind: str | None) -> bool:
    return kind is None or pair[0] == kind


def _brought_along(truth: Iterable[tuple[str, str]]) -> Pairs:
    return {(other, rule) for kind, rule in truth for other in CONSEQUENCES.get(kind, ())}
