"""Asks the methods for usual ranges, intervals and flags, in the shape the pages draw."""

import polars as pl

from queries.methods.devstub import interval, usual_range
from queries.measure import Result


def ranges(result: Result) -> pl.DataFrame:
    """The usual range of a metric's weeks: week_start, low, center, high, signal."""
    if result.is_empty:
        return pl.DataFrame()
    return usual_range(result.frame, result.metric.unit, result.metric.good)


def with_interval(result: Result) -> pl.DataFrame:
    """The rows with low and high of their 95 % interval, and their distance from the value."""
    bounds = [
        interval(n, d) if d else (None, None)
        for n, d in result.frame.select("numerator", "denominator").iter_rows()
    ]
    return result.frame.with_columns(
        pl.Series("low", [low for low, _ in bounds], dtype=pl.Float64),
        pl.Series("high", [high for _, high in bounds], dtype=pl.Float64),
    ).with_columns(
        (pl.col("high") - pl.col("metric_value")).alias("above"),
        (pl.col("metric_value") - pl.col("low")).alias("below"),
    )


def with_cumulative(result: Result) -> pl.DataFrame:
    """The rows by falling count, with `count` and the cumulative share in percent."""
    rows = result.frame.filter(pl.col("numerator").is_not_null())
    rows = rows.sort("numerator", descending=True).with_columns(count="numerator")
    return rows.with_columns(
        (100 * pl.col("count").cum_sum() / pl.col("count").sum()).alias("cumulative")
    )
