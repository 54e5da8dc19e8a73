"""One weekly review: every rule held against like rules, in every respect."""

import datetime as dt

import numpy as np
import polars as pl

from queries.methods.fair_comparison import benjamini_hochberg
from queries.methods.intervals import wilson
from queries.revisit.cells import GROUP, cells_of
from queries.revisit.evidence import Evidence
from queries.revisit.peers import Peers, compare
from queries.revisit.settings import Settings

UNIT = ("kind", "rule_id", "rule_basis")


def review(evidence: Evidence, stop: dt.date, settings: Settings) -> pl.DataFrame:
    """Return one row per kind and rule, or category of small rules, with its figures.

    `obstacle` says why there is no verdict; otherwise `p_value`, `q_value`, `excess` (shrunken,
    in points) and `is_signal` hold. Of a rule's steps and hours the most striking is kept.
    """
    cells = _scored(_with_categories(cells_of(evidence, stop, settings), settings), settings)
    best = _most_striking(cells)
    tested = pl.col("p_value").is_not_null()
    family = best.filter(tested)["p_value"].to_numpy()
    judged = pl.concat(
        [
            best.filter(tested).with_columns(pl.Series("q_value", benjamini_hochberg(family))),
            best.filter(~tested).with_columns(pl.lit(None, pl.Float64).alias("q_value")),
        ]
    )
    return judged.with_columns(_is_signal(settings))


def _with_categories(cells: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Mark the cells that are too small, and add the categories that small rules make up."""
    rated = pl.concat(
        [_usual(group, settings) for _, group in cells.group_by(GROUP, maintain_order=True)]
        or [cells.with_columns(pl.lit(None, pl.Float64).alias("usual"))]
    )
    small = pl.col("denominator") * pl.col("usual") < settings.min_expected
    marked = rated.with_columns(
        pl.coalesce("obstacle", pl.when(small.fill_null(True)).then(pl.lit("too_few"))).alias(
            "obstacle"
        )
    )
    is_small = (pl.col("obstacle") == "too_few").fill_null(False).all().over("kind", "rule_id")
    # Only rules that held all the time: the cases of a category are then those of one period.
    is_old = pl.col("start") == pl.col("start").min()
    is_pooled = is_small & is_old & ~pl.col("is_implied") & pl.col("category").is_not_null()
    keys = ["kind", "category", "start", "step", "band", "is_band", "usual"]
    pooled = (
        marked.filter(is_pooled)
        .group_by(keys, maintain_order=True)
        .agg(
            pl.col("numerator", "denominator", "cases").sum(),
            pl.col("weeks", "people").max(),
            pl.col("rule_id").unique(maintain_order=True).alias("members"),
        )
        .filter((pl.col("members").list.len() > 1) & ~small)
        .with_columns(
            pl.col("category").alias("rule_id"),
            pl.lit("category").alias("rule_basis"),
            pl.lit(False).alias("is_implied"),
            (pl.col("denominator") / pl.col("cases")).alias("coverage"),
            pl.lit(None, pl.String).alias("obstacle"),
        )
    )
    return pl.concat([marked, pooled.select(marked.columns)])


def _usual(group: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Add the rate that is usual in a group, from the cells that are large enough to tell."""
    fit = group.filter(pl.col("obstacle").is_null() & (pl.col("denominator") > 0))
    size = int(fit["denominator"].sum())
    rate = int(fit["numerator"].sum()) / size if size else None
    for _ in range(2 if rate else 0):
        large = fit.filter(pl.col("denominator") * rate >= settings.min_expected)
        if large.height >= settings.min_peers:
            rate = _peers(large, settings).rate
    return group.with_columns(pl.lit(rate, pl.Float64).alias("usual"))


def _peers(fit: pl.DataFrame, settings: Settings) -> Peers:
    count, size = (fit[name].to_numpy().astype(float) for name in ("numerator", "denominator"))
    return compare(count, size, settings.winsorized, settings.min_between_sd, settings.max_q)


def _scored(cells: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    groups = [_score(group, settings) for _, group in cells.group_by(GROUP, maintain_order=True)]
    return pl.concat(groups) if groups else _score(cells, settings)


def _score(group: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Add p-value, usual rate, shrunken rate and excess to the cells of one group."""
    fit = group.filter(pl.col("obstacle").is_null())
    like = fit.filter(pl.col("rule_basis") != "category")
    count, size = (group[name].to_numpy().astype(float) for name in ("numerator", "denominator"))
    low, high = wilson(count, size)
    blank = np.full(group.height, np.nan)
    p_value, excess, usual = blank, blank, group["usual"].fill_null(np.nan).to_numpy()
    obstacle = group["obstacle"]
    if like.height >= settings.min_peers:
        peers = _peers(like, settings)
        judged = obstacle.is_null().to_numpy()
        safe = np.where(size > 0, size, 1.0)
        p_value = np.where(judged, peers.p_values(count, safe), np.nan)
        excess = np.where(judged, 100 * (peers.prior.shrunk(count, safe) - peers.rate), np.nan)
        usual = np.full(group.height, peers.rate)
    else:
        obstacle = obstacle.fill_null("too_few_peers")
    return group.with_columns(
        obstacle.alias("obstacle"),
        *(
            pl.Series(name, values, nan_to_null=True, dtype=pl.Float64)
            for name, values in (
                ("p_value", p_value),
                ("excess", excess),
                ("usual", usual),
                ("low", low),
                ("high", high),
            )
        ),
    )


def _most_striking(cells: pl.DataFrame) -> pl.DataFrame:
    """Keep one cell per rule and kind; its p-value pays for having been picked out of many."""
    return (
        cells.with_columns(pl.col("p_value").count().over(UNIT).alias("tests"))
        .sort(
            [*UNIT, "p_value", "is_band", "denominator"],
            descending=[False] * 4 + [False, True],
            nulls_last=True,
        )
        .unique(UNIT, keep="first", maintain_order=True)
        .with_columns((1 - (1 - pl.col("p_value")) ** pl.col("tests")).alias("p_value"))
    )


def _is_signal(settings: Settings) -> pl.Expr:
    """Whether a rule stands out beyond chance, and by enough to matter."""
    points = pl.col("kind").replace_strict(
        {kind: given.min_excess_points for kind, given in settings.materiality.items()},
        return_dtype=pl.Float64,
    )
    cases = pl.col("kind").replace_strict(
        {kind: given.min_cases_a_week for kind, given in settings.materiality.items()},
        return_dtype=pl.Float64,
    )
    a_week = pl.col("excess") / 100 * pl.col("denominator") / pl.col("weeks")
    matters = (pl.col("excess") >= points) & (a_week >= cases)
    return ((pl.col("q_value") <= settings.max_q) & matters).fill_null(False).alias("is_signal")
