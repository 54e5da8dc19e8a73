"""Rules that different operators apply differently: one row per rule, and nobody's name."""

import datetime as dt

import polars as pl

from queries.methods.operator_spread import spread
from queries.revisit.evidence import Evidence
from queries.revisit.settings import Settings

KIND = "inconsistent"
_SUMS = ("operators", "contacts", "escalated", "spread", "inverse", "squares")


def consistency(evidence: Evidence, stop: dt.date, settings: Settings) -> pl.DataFrame:
    """Return the rules with the variation between their operators, as `review` has its rows.

    `value` and `usual_value` are ratios to chance; `excess` is the standard deviation between
    operators beyond what is usual, in points.
    """
    seen = evidence.operators.filter(pl.col("stop") == stop).join(
        evidence.rules.select("rule_id", "category", "is_implied"), on="rule_id"
    )
    rows = seen.with_columns(_obstacle(evidence, settings).alias("obstacle"))
    rows = pl.concat(
        [
            _compared(rows.filter(pl.col("obstacle").is_null()), settings),
            rows.filter(pl.col("obstacle").is_not_null()),
        ],
        how="diagonal",
    )
    named, implied = pl.lit("named"), pl.lit("implied")
    return rows.select(
        pl.lit(KIND).alias("kind"),
        "rule_id",
        "category",
        pl.when("is_implied").then(implied).otherwise(named).alias("rule_basis"),
        pl.concat_list("rule_id").alias("members"),
        pl.col("operators").cast(pl.Int64).alias("people"),
        pl.col("escalated").alias("numerator"),
        pl.col("contacts").alias("denominator"),
        pl.col("contacts").alias("cases"),
        pl.lit(float(settings.weeks)).alias("weeks"),
        "coverage",
        "obstacle",
        *(pl.col(name).cast(pl.Float64) for name in _COMPARED),
    ).sort("rule_id")


_COMPARED = ("value", "usual_value", "excess", "p_value")


def _compared(rows: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Add what is usual and how far each rule lies beyond; too few rules are no yardstick."""
    if rows.height < settings.min_peers:
        return rows.with_columns(
            pl.lit("too_few_peers").alias("obstacle"),
            *(pl.lit(None, pl.Float64).alias(name) for name in _COMPARED),
        )
    found = spread(*(rows[name].to_numpy() for name in _SUMS))
    usual_points = float(pl.Series(found.points).median() or 0.0)  # type: ignore[arg-type]
    return rows.with_columns(
        pl.Series("value", found.ratio, nan_to_null=True),
        pl.lit(found.usual).alias("usual_value"),
        pl.Series("excess", found.points - usual_points, nan_to_null=True),
        pl.Series("p_value", found.p_value, nan_to_null=True),
    )


def _obstacle(evidence: Evidence, settings: Settings) -> pl.Expr:
    return (
        pl.when(pl.lit(KIND not in evidence.recorded))
        .then(pl.lit("not_recorded"))
        .when(pl.col("coverage") < evidence.coverage_minimum)
        .then(pl.lit("coverage"))
        .when(pl.col("operators") < settings.min_people)
        .then(pl.lit("too_few_people"))
        # Below one escalation an operator the variation is hardly anything but chance.
        .when(pl.col("escalated") < pl.col("operators"))
        .then(pl.lit("too_few"))
    )
