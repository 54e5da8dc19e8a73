"""What one review sees: counts per rule, step and band of hours, and why there is no verdict."""

import datetime as dt

import polars as pl

from queries.revisit.evidence import Evidence
from queries.revisit.settings import Settings

# A step is compared with the same step of other rules at the same hours: where nobody is reached
# at lunch, that is the center's matter and no rule stands out by it.
PLACE = ("step", "band", "item")
GROUP = ("kind", *PLACE)


def cells_of(evidence: Evidence, stop: dt.date, settings: Settings) -> pl.DataFrame:
    """Return the counts of the window per rule, step, band of hours and item.

    And per whole step, and per whole rule where it has steps, hours or items.
    """
    rules = evidence.rules.select(
        "rule_id", "category", _start(stop, settings), "is_implied", "people"
    )
    week = pl.col("week_start")
    rows = evidence.weekly.join(rules, on="rule_id").filter(
        (week >= pl.col("start")) & (week < stop)
    )
    steps = rows.filter(pl.col("band").is_not_null()).with_columns(
        pl.lit(None, pl.Int32).alias("band")
    )
    whole = rows.filter(pl.any_horizontal(pl.col(*PLACE).is_not_null())).with_columns(
        pl.lit(None, rows.schema[name]).alias(name) for name in PLACE
    )
    keys = ["kind", "rule_id", "category", "start", "is_implied", "people", "step", "band", "item"]
    counted = (
        pl.concat([rows, steps, whole])
        .group_by(keys)
        .agg(
            pl.col("numerator", "denominator", "cases").sum(),
            ((pl.lit(stop) - week.min()).dt.total_days() / 7).alias("weeks"),
        )
    )
    return (
        _with_people(counted, evidence)
        .with_columns(pl.all_horizontal(pl.col(*PLACE).is_null()).alias("is_whole"))
        .with_columns(
            pl.when("is_implied")
            .then(pl.lit("implied"))
            .otherwise(pl.lit("named"))
            .alias("rule_basis"),
            pl.col("band").is_not_null().alias("is_band"),
            pl.concat_list("rule_id").alias("members"),
            _coverage().alias("coverage"),
            _obstacle(evidence, settings),
        )
        .sort("kind", "rule_id", "step", "band", "item")
    )


def _with_people(counted: pl.DataFrame, evidence: Evidence) -> pl.DataFrame:
    """Return the counts with the people behind each; behind a step those that tried it."""
    tried = evidence.step_people.select(
        "rule_id",
        "step",
        "band",
        pl.lit("unreachable").alias("kind"),
        pl.lit(None, pl.String).alias("item"),
        pl.col("people").alias("few"),
    )
    joined = counted.join(tried, on=[*GROUP, "rule_id"], how="left", nulls_equal=True)
    return joined.with_columns(pl.coalesce("few", "people").alias("people")).drop("few")


def _start(stop: dt.date, settings: Settings) -> pl.Expr:
    """Return the first Monday of the window from which on a rule's version has held."""
    monday = (pl.col("since") + pl.duration(days=6)).dt.truncate("1w")
    return pl.max_horizontal(pl.lit(stop - dt.timedelta(weeks=settings.weeks)), monday).alias(
        "start"
    )


def _coverage() -> pl.Expr:
    """Return the share on record of a rule's cases, whatever the step and hour."""
    recorded, cases = (
        pl.col(name).filter("is_whole").sum().over("kind", "rule_id")
        for name in ("denominator", "cases")
    )
    return recorded / cases


def _obstacle(evidence: Evidence, settings: Settings) -> pl.Expr:
    is_recorded = pl.col("kind").is_in(list(evidence.recorded))
    minimum = pl.col("kind").replace_strict(
        {
            kind: settings.coverage_minimum(kind, evidence.coverage_minimum)
            for kind in settings.materiality
        },
        return_dtype=pl.Float64,
    )
    covered = pl.col("denominator").sum().over("kind") > 0
    return (
        pl.when(~is_recorded | ~covered)
        .then(pl.lit("not_recorded"))
        .when(pl.col("people") < settings.min_people)
        .then(pl.lit("too_few_people"))
        .when(_coverage() < minimum)
        .then(pl.lit("coverage"))
        .alias("obstacle")
    )
