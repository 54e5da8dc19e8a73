"""What a spreadsheet does with the same counts: three rules of thumb."""

from collections.abc import Callable
from typing import Final

import polars as pl

_RATE: Final = pl.col("numerator") / pl.col("denominator")
_MEAN: Final = pl.col("numerator").sum() / pl.col("denominator").sum()
_POINTS: Final = 0.05
_TOP: Final = 5
_Z: Final = 1.959964

Pairs = set[tuple[str, str]]


def above_mean(counts: pl.DataFrame) -> Pairs:
    """Return rules whose rate lies more than 5 points above the mean of their kind."""
    return _chosen(counts, _MEAN.over("kind") + _POINTS < _RATE)


def top_five(counts: pl.DataFrame) -> Pairs:
    """Return the five rules with the highest rate of each kind."""
    rank = _RATE.rank("ordinal", descending=True).over("kind")
    return _chosen(counts, (rank <= _TOP) & (pl.col("numerator") > 0))


def plain_funnel(counts: pl.DataFrame) -> Pairs:
    """Return rules above the 95 % limit of a binomial funnel."""
    mean = _MEAN.over("kind")
    limit = mean + _Z * (mean * (1 - mean) / pl.col("denominator")).sqrt()
    return _chosen(counts, limit < _RATE)


def _chosen(counts: pl.DataFrame, condition: pl.Expr) -> Pairs:
    some = counts.filter(pl.col("denominator") > 0)
    return set(some.filter(condition).select("kind", "rule_id").rows())


RIVALS: Final[dict[str, Callable[[pl.DataFrame], Pairs]]] = {
    "above_mean": above_mean,
    "top_five": top_five,
    "plain_funnel": plain_funnel,
}
