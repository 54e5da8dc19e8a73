"""What a figure may be used for: ok, too few cases, too few people, or not recorded at all."""

from typing import Final

import polars as pl

from queries.people import FEW

OK: Final = "ok"
TOO_FEW: Final = "too_few"
TOO_FEW_PEOPLE: Final = "too_few_people"
NOT_RECORDED: Final = "not_recorded"
FAILED: Final = "failed"

_ALWAYS_KNOWN = ("recorded", "cases")
# What tells the rows of one group apart, in metrics that have several.
_ROW_NAMES = (
    *("from_days", "to_days", "from_minutes", "to_minutes"),
    *("impact", "item", "slot", "step", "step_name", "urgency"),
)


def with_status(
    frame: pl.DataFrame,
    grains: tuple[str, ...],
    is_recorded: bool,
    min_denominator: int,
    coverage_minimum: float,
) -> pl.DataFrame:
    """Return the rows with `coverage`, `status` and `has_verdict`, and without FEW.

    A row that is not recorded loses its figures: they would read as a zero that nobody observed.
    A row with too few people behind it loses all of them: they would read as a person's.
    """
    if not is_recorded:
        # Without the events that a metric needs no case is known, whatever its rows look like.
        frame = frame.with_columns(pl.lit(None, pl.Int64).alias("recorded"))
    known = (pl.col("recorded") > 0).fill_null(False)
    size = pl.coalesce("denominator", "numerator")
    status = (
        pl.when(~known)
        .then(pl.lit(NOT_RECORDED))
        .when(FEW)
        .then(pl.lit(TOO_FEW_PEOPLE))
        .when(size.fill_null(0) < min_denominator)
        .then(pl.lit(TOO_FEW))
        .otherwise(pl.lit(OK))
    )
    within = frame.columns[: frame.columns.index("numerator")]
    keys = (*grains, *_ALWAYS_KNOWN, *_ROW_NAMES, FEW)
    figures = [name for name in frame.columns if name not in keys]
    rated = frame.with_columns(
        (pl.col("recorded") / pl.col("cases")).fill_nan(None).alias("coverage"),
        status.alias("status"),
    ).with_columns(
        pl.when(pl.col("status") != NOT_RECORDED).then(pl.col(name)).alias(name) for name in figures
    )
    withheld = [name for name in (*figures, *_ALWAYS_KNOWN, "coverage") if name not in within]
    enough = pl.col("coverage") >= coverage_minimum
    return (
        rated.with_columns((enough & (pl.col("status") == OK)).alias("has_verdict"))
        .with_columns(pl.when(~pl.col(FEW)).then(pl.col(name)).alias(name) for name in withheld)
        .drop(FEW)
    )
