"""What a figure may be used for: ok, too few cases, or not recorded at all."""

from typing import Final

import polars as pl

OK: Final = "ok"
TOO_FEW: Final = "too_few"
NOT_RECORDED: Final = "not_recorded"
FAILED: Final = "failed"

_ALWAYS_KNOWN = ("recorded", "cases")
# What tells the rows of one group apart, in metrics that have several.
_ROW_NAMES = (*("from_days", "to_days", "impact", "item", "slot", "step", "step_name", "urgency"),)


def with_status(
    frame: pl.DataFrame,
    grains: tuple[str, ...],
    is_recorded: bool,
    min_denominator: int,
    coverage_minimum: float,
) -> pl.DataFrame:
    """Return the rows with `coverage`, `status` and `has_verdict`.

    A row that is not recorded loses its figures: they would read as a zero that nobody observed.
    """
    known = pl.lit(is_recorded) & (pl.col("recorded") > 0)
    size = pl.coalesce("denominator", "numerator")
    status = (
        pl.when(~known)
        .then(pl.lit(NOT_RECORDED))
        .when(size.fill_null(0) < min_denominator)
        .then(pl.lit(TOO_FEW))
        .otherwise(pl.lit(OK))
    )
    figures = [name for name in frame.columns if name not in (*grains, *_ALWAYS_KNOWN, *_ROW_NAMES)]
    rated = frame.with_columns(
        (pl.col("recorded") / pl.col("cases")).fill_nan(None).alias("coverage"),
        status.alias("status"),
    ).with_columns(
        pl.when(pl.col("status") != NOT_RECORDED).then(pl.col(name)).alias(name) for name in figures
    )
    enough = pl.col("coverage") >= coverage_minimum
    return rated.with_columns((enough & (pl.col("status") == OK)).alias("has_verdict"))
