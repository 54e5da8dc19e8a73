"""One weekly review: every rule held against like rules, in every respect."""

import datetime as dt

import numpy as np
import polars as pl

from queries.methods.fair_comparison import benjamini_hochberg
from queries.methods.intervals import wilson
from queries.revisit.cells import GROUP, PLACE, cells_of
from queries.revisit.consistency import consistency
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
    best = pl.concat(
        [_most_striking(cells), consistency(evidence, stop, settings)], how="diagonal_relaxed"
    )
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
        or [cells.with_columns(pl.lit(None, pl.Float64).alias(n) for n in ("usual", "peer_rate"))]
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
    keys = ["kind", "category", "start", *PLACE, "is_band", "is_whole"]
    keys += ["usual", "peer_rate"]
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
    """Add the rate of like rules, and `usual`, what a rule is held against: at least tolerated."""
    fit = group.filter(pl.col("obstacle").is_null() & (pl.col("denominator") > 0))
    size = int(fit["denominator"].sum())
    tolerated = _tolerated(group, settings)
    rate = int(fit["numerator"].sum()) / size if size else None
    for _ in range(2 if rate else 0):
        expected = pl.col("denominator") * max(rate or 0.0, tolerated)
        large = fit.filter(expected >= settings.min_expected)
        if large.height >= settings.min_peers:
            rate = _peers(large, settings, tolerated).rate
    usual = None if rate is None else max(rate, tolerated)
    return group.with_columns(
        pl.lit(usual, pl.Float64).alias("usual"), pl.lit(rate, pl.Float64).alias("peer_rate")
    )


def _tolerated(group: pl.DataFrame, settings: Settings) -> float:
    """Return the share of a group's kind that a center lives with, whatever like rules show."""
    if group.is_empty():
        return 0.0
    return settings.materiality[str(group["kind"][0])].tolerated_points / 100


def _peers(fit: pl.DataFrame, settings: Settings, tolerated: float) -> Peers:
    count, size = (fit[name].to_numpy().astype(float) for name in ("numerator", "denominator"))
    return compare(
        count, size, settings.winsorized, settings.min_between_sd, settings.outlier_q, tolerated
    )


def _scored(cells: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    groups = [_score(group, settings) for _, group in cells.group_by(GROUP, maintain_order=True)]
    return pl.concat(groups) if groups else _score(cells, settings)


def _score(group: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Add p-value, usual rate, shrunken rate and excess to the cells of one group."""
    fit = group.filter(pl.col("obstacle").is_null())
    like = _like(fit, group, settings)
    count, size = (group[name].to_numpy().astype(float) for name in ("numerator", "denominator"))
    low, high = wilson(count, size)
    blank = np.full(group.height, np.nan)
    p_value, excess = blank, blank
    usual, rate = (group[name].fill_null(np.nan).to_numpy() for name in ("usual", "peer_rate"))
    obstacle = group["obstacle"]
    if like.height >= settings.min_peers:
        peers = _peers(like, settings, _tolerated(group, settings))
        judged = obstacle.is_null().to_numpy()
        safe = np.where(size > 0, size, 1.0)
        p_value = np.where(judged, peers.p_values(count, safe), np.nan)
        excess = np.where(judged, 100 * (peers.prior.shrunk(count, safe) - peers.against), np.nan)
        usual, rate = np.full(group.height, peers.against), np.full(group.height, peers.rate)
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
                ("peer_rate", rate),
                ("low", low),
                ("high", high),
            )
        ),
    )


def _like(fit: pl.DataFrame, group: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Return the rules to compare with: the large ones; where those are few, smaller ones too.

    Two bad rules among five would look like the nature of the rules. Small ones are a yardstick as
    well, as soon as they have cases enough as a whole.
    """
    like = fit.filter(pl.col("rule_basis") != "category")
    if like.height >= settings.many_peers:
        return like
    is_usable = pl.col("obstacle").is_null() | (pl.col("obstacle") == "too_few")
    expected = pl.col("denominator") * pl.col("usual")
    some = group.filter(is_usable & (pl.col("rule_basis") != "category"), expected >= 1)
    together = float((some["denominator"] * some["usual"]).sum() or 0.0)
    return some if together >= settings.min_peers * settings.min_expected else like


def _most_striking(cells: pl.DataFrame) -> pl.DataFrame:
    """Keep one cell per rule and kind; its p-value pays for having been picked out of many.

    The rule as a whole pays half of the price, its steps, hours and items the other half together:
    what goes wrong everywhere is found although there are many places. Source: Sidak 1967, with
    weights as in Holm 1979.
    """
    number = pl.col("p_value").count().over(UNIT)
    parts = (pl.col("p_value").is_not_null() & ~pl.col("is_whole")).sum().over(UNIT)
    tests = pl.when(number == 1).then(1).when("is_whole").then(2).otherwise(2 * parts)
    return (
        cells.with_columns(tests.alias("tests"))
        .with_columns((1 - (1 - pl.col("p_value")) ** pl.col("tests")).alias("p_value"))
        .sort(
            [*UNIT, "p_value", "is_band", "denominator"],
            descending=[False] * 4 + [False, True],
            nulls_last=True,
        )
        .unique(UNIT, keep="first", maintain_order=True)
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
