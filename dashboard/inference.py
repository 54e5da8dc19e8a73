"""Asks the methods for usual ranges, intervals and flags, in the shape the pages draw."""

import datetime as dt

import polars as pl

from queries.measure import Result
from queries.methods.intervals import interval
from queries.methods.weekly_range import usual_range


def ranges(result: Result) -> pl.DataFrame:
    """The usual range of a metric's weeks: week_start, low, center, high, signal."""
    if result.is_empty:
        return pl.DataFrame()
    return usual_range(result.frame, result.metric.unit, result.metric.good)


def beside_own_range(result: Result, by: str, week: dt.date) -> pl.DataFrame:
    """One week's row of each group with low, center, high and signal from the group's weeks."""
    if result.is_empty:
        return result.frame
    found = []
    for _, weeks in result.frame.group_by(by, maintain_order=True):
        own = usual_range(weeks.sort("week_start"), result.metric.unit, result.metric.good)
        row = weeks.filter(week_start=week)
        if row.height:
            found.append(_joined(row, own))
    return pl.concat(found, how="diagonal_relaxed") if found else result.frame.clear()


def _joined(row: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    if own.is_empty():
        empty = {name: pl.lit(None, dtype=pl.Float64) for name in ("low", "center", "high")}
        return row.with_columns(**empty, signal=pl.lit("no_range"))
    return row.join(own, on="week_start", how="left").with_columns(
        pl.col("signal").fill_null("no_range")
    )


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
