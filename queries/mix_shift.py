"""Why a rate moved between two periods: its groups changed, or the mix of its groups did."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from queries.asked import Asked
from queries.catalog import Metric, load_catalog
from queries.errors import QueryError
from queries.measure import Result, measure
from queries.methods.mix_shift import mix_shift
from queries.warehouse import Warehouse

_PERCENT: Final = 100.0


@dataclass(frozen=True)
class MixShift:
    """The change of a metric from `before` to `now`, in the metric's unit.

    `frame` has a row per group, the largest change first: the groups, `before_numerator`,
    `before_denominator`, `before_value`, `numerator`, `denominator`, `metric_value`, and what the
    group adds to the change: `mix_part` + `within_part` = `change_part`. The parts of the whole
    are their sums; all are None where a period has no cases. `is_final` says whether nothing yet
    to happen can change either period.
    """

    metric: Metric
    now: Asked
    before: Asked
    frame: pl.DataFrame
    before_value: float | None
    metric_value: float | None
    change: float | None
    mix_part: float | None
    within_part: float | None
    build_id: str
    missing: tuple[str, ...] = ()
    is_final: bool = False


def explain_change(warehouse: Warehouse, name: str, now: Asked, before: Asked) -> MixShift:
    """Return how a metric changed between two periods, by the groups `now.by`.

    Raises QueryError where there is no group to split by, or the metric is no ratio of sums.
    """
    metric = load_catalog()[name]
    _check(metric, now, before)
    with warehouse.pinned() as build:
        later, earlier = (measure(build, name, asked) for asked in (now, before))
    sides = later.frame.join(
        earlier.frame.select(
            *now.by,
            *(pl.col(column).alias(f"before_{column}") for column in ("numerator", "denominator")),
        ),
        on=list(now.by),
        how="full",
        coalesce=True,
        nulls_equal=True,
    )
    _check_rows(metric, now, sides)
    return _explained(later, earlier, sides)


def _check(metric: Metric, now: Asked, before: Asked) -> None:
    if not now.by or now.by != before.by:
        raise QueryError(
            f"{metric.metric}: say by which groups to split the change, such as category; the "
            "same for both periods."
        )
    if metric.denominator == "none" or metric.is_kept:
        kind = "a count" if metric.denominator == "none" else "not a ratio of sums"
        raise QueryError(
            f"{metric.metric}: is {kind}, so its change has no mix. Ask for a rate, such as "
            "escalation_rate; `minaoshi metrics` lists them."
        )


def _check_rows(metric: Metric, now: Asked, sides: pl.DataFrame) -> None:
    if sides.select(now.by).is_duplicated().any():
        raise QueryError(
            f"{metric.metric}: has several rows a group, so its change has no single mix. Ask for "
            "a metric with one row a group, such as escalation_rate."
        )


def _explained(later: Result, earlier: Result, sides: pl.DataFrame) -> MixShift:
    metric, now = later.metric, later.asked
    scale = _PERCENT if metric.unit == "percent" else 1.0
    counts = ("before_numerator", "before_denominator", "numerator", "denominator")
    # A group that is not on record in a period has no cases there that anybody could count.
    found = mix_shift(*(sides[name].fill_null(0).to_numpy() for name in counts))
    nothing = pl.lit(None, dtype=pl.Float64)
    parts = {
        name: nothing if found is None else pl.Series(name, scale * getattr(found, field))
        for name, field in (("mix_part", "mix"), ("within_part", "within"))
    }
    frame = (
        sides.select(*now.by, *counts)
        .with_columns(
            _value("before_numerator", "before_denominator", scale).alias("before_value"),
            _value("numerator", "denominator", scale).alias("metric_value"),
            **parts,
        )
        .with_columns((pl.col("mix_part") + pl.col("within_part")).alias("change_part"))
        .select(
            *(*now.by, *counts[:2], "before_value", *counts[2:], "metric_value"),
            *("change_part", "mix_part", "within_part"),
        )
        .sort(pl.col("change_part").abs(), *now.by, descending=[True, *(False for _ in now.by)])
    )
    whole = dict.fromkeys(("before_value", "metric_value", "change", "mix_part", "within_part"))
    if found is not None:
        whole = {
            "before_value": scale * found.earlier,
            "metric_value": scale * found.later,
            "change": scale * found.change,
            "mix_part": scale * float(found.mix.sum()),
            "within_part": scale * float(found.within.sum()),
        }
    return MixShift(
        metric,
        now,
        earlier.asked,
        frame,
        **whole,
        build_id=later.build_id,
        missing=later.missing,
        is_final=all(side.frame["is_final"].all() for side in (earlier, later)),
    )


def _value(numerator: str, denominator: str, scale: float) -> pl.Expr:
    size = pl.when(pl.col(denominator) > 0).then(pl.col(denominator))
    return scale * pl.col(numerator) / size
