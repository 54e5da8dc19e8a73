"""From the last reviews to a status per rule."""

import datetime as dt
from typing import Final

import polars as pl

from queries.revisit.evidence import Evidence
from queries.revisit.kinds import KINDS
from queries.revisit.review import UNIT, review
from queries.revisit.settings import Settings

STATUSES: Final = ("revisit", "watch", "ok", "not_enough_data", "not_recorded")


def decide(evidence: Evidence, stop: dt.date, settings: Settings) -> pl.DataFrame:
    """Return every rule's status in every respect; what presses most comes first."""
    weeks_back = [dt.timedelta(weeks=back) for back in range(settings.reviews)]
    reviews = [review(evidence, stop - back, settings) for back in weeks_back]
    seen = pl.concat(reviews).group_by(UNIT).agg(pl.col("is_signal").sum().alias("seen"))
    rows = _all_rules(evidence, reviews[0]).join(seen, on=UNIT, how="left")
    rank = pl.col("excess").rank("ordinal", descending=True).over("kind")
    is_striking = (pl.col("p_value") < settings.watch_p) & (rank <= settings.watch_ranks)
    status = (
        pl.when(pl.col("obstacle") == "not_recorded")
        .then(pl.lit("not_recorded"))
        .when(pl.col("obstacle").is_not_null())
        .then(pl.lit("not_enough_data"))
        .when(pl.col("seen") >= settings.persistent)
        .then(pl.lit("revisit"))
        .when(pl.col("is_signal") | is_striking)
        .then(pl.lit("watch"))
        .otherwise(pl.lit("ok"))
    )
    return (
        rows.with_columns(pl.col("seen").fill_null(0))
        .with_columns(status.alias("status").cast(pl.Enum(STATUSES)))
        .sort("status", "q_value", "kind", "rule_id", nulls_last=True)
        .with_columns(pl.col("status").cast(pl.String))
    )


def _all_rules(evidence: Evidence, judged: pl.DataFrame) -> pl.DataFrame:
    """Return the judged rows and one row for each rule that has no case of a kind."""
    every = evidence.rules.select(
        "rule_id",
        pl.when("is_implied")
        .then(pl.lit("implied"))
        .otherwise(pl.lit("named"))
        .alias("rule_basis"),
    ).join(pl.DataFrame({"kind": list(KINDS)}), how="cross")
    absent = every.join(judged, on=UNIT, how="anti").with_columns(
        pl.when(pl.col("kind").is_in(list(evidence.recorded)))
        .then(pl.lit("no_cases"))
        .otherwise(pl.lit("not_recorded"))
        .alias("obstacle"),
        *(pl.lit(0, pl.Int64).alias(name) for name in ("numerator", "denominator", "cases")),
        pl.lit(False).alias("is_signal"),
    )
    return pl.concat([judged, absent], how="diagonal")
