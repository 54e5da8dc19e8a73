"""From reviews of centers whose failures are known to recall, precision and F1."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import polars as pl

from bench.calibrate.centers import Seen
from bench.calibrate.naive import RIVALS, Pairs
from bench.calibrate.plans import OTHER_KINDS, RATE_KINDS
from etl.simulate.rulebook import read_topics

# A failure of one kind that truly brings cases of another: to flag these is not an error.
CONSEQUENCES: Final = {
    "bounce": {"level_misfit"},
    "late": {"under_escalation"},
    "wrong_target": {"unreachable"},
    "unused": {"overdue", "stale"},
    "conflict": {"overlap"},
}
# The rules that a planted conflict adds to the book never apply, and so are never used.
_ADDED: Final = "R9"
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


def flagged(seen: Seen) -> Pairs:
    """Return the kinds and rules to be revisited, a category standing for no rule of its own."""
    rows = seen.rows.filter(pl.col("status") == "revisit", pl.col("rule_basis") != "category")
    return set(rows.select("kind", "rule_id").rows())


def left_out(pairs: Pairs) -> Pairs:
    """Return the topics among them that the simulated rule book has no rule for.

    They are escalated without a rule in every simulated center: true findings, planted or not.
    """
    topics = [topic for topic in read_topics() if not topic.rule_id]
    names = {topic.category for topic in topics} | {topic.subcategory for topic in topics}
    return {(kind, name) for kind, name in pairs if kind == "no_rule" and name in names}


def score(reviews: Iterable[Seen], method: str = "minaoshi", kind: str | None = None) -> Score:
    """Return how one method did over reviews, in one kind or in all.

    Rivals know rates only; beside them the product is scored by the same kinds.
    """
    kinds = {kind} if kind else set(RATE_KINDS.values())
    planted = found = false = 0
    for seen in reviews:
        truth = {pair for pair in seen.trial.truth if pair[0] in kinds}
        said = flagged(seen) if method == "minaoshi" else RIVALS[method](seen.counts)
        chosen = {pair for pair in said if pair[0] in kinds}
        planted += len(truth)
        found += len(truth & chosen)
        false += len(_false(chosen, seen.trial.truth))
    return Score(planted, found, false)


def false_flags(seen: Seen) -> Pairs:
    """Return what is flagged, in any kind, without a reason in the center."""
    return _false(flagged(seen), seen.trial.truth)


def _false(chosen: Pairs, truth: Iterable[tuple[str, str]]) -> Pairs:
    pairs = set(truth)
    brought = {(other, rule) for kind, rule in pairs for other in CONSEQUENCES.get(kind, ())}
    has_conflict = any(kind == OTHER_KINDS["conflict"] for kind, _ in pairs)
    added = {pair for pair in chosen if has_conflict and pair[1].startswith(_ADDED)}
    return chosen - pairs - brought - added - left_out(chosen)
