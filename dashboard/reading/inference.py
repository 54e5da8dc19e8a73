"""Asks the methods for usual ranges, intervals and flags, in the shape the pages draw."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from dashboard.reading.trends import NO_RANGE, UNSETTLED
from queries.measure import Result
from queries.methods.intervals import interval
from queries.methods.weekly_range import usual_range

# More cases of a week than this still to be decided, and its value says little of the week: the
# last weeks of reopened contacts would always look like an improvement.
_MOST_UNDECIDED = 0.05


def ranges(result: Result, locked: Sequence[dt.date] = ()) -> pl.DataFrame:
    """The usual range of a metric's weeks: week_start, low, center, high, signal.

    `locked` are the weeks from which people have locked it. Before enough weeks are on record
    there is no range to show, and the signal says so.
    """
    if result.is_empty:
        return pl.DataFrame()
    settled = result.frame.filter(~undecided(result.frame))
    found = usual_range(settled, result.metric.unit, result.metric.good, locked)
    has_range = pl.col("low").is_not_null() & pl.col("signal").ne_missing("too_few")
    judged = found.with_columns(
        *(pl.when(has_range).then(name).alias(name) for name in ("low", "center", "high")),
        pl.when(has_range).then("signal").fill_null(NO_RANGE).alias("signal"),
    )
    open_weeks = result.frame.filter(undecided(result.frame)).select("week_start")
    return pl.concat(
        [judged, open_weeks.with_columns(signal=pl.lit(UNSETTLED))], how="diagonal_relaxed"
    )


def undecided(frame: pl.DataFrame) -> pl.Series:
    """Whether a row has too many cases whose follow-up is not over, as those of reopening have."""
    if "provisional" not in frame.columns:
        return pl.repeat(False, frame.height, eager=True)
    decided, undecided = pl.col("denominator"), pl.col("provisional").fill_null(0)
    is_thin = undecided > _MOST_UNDECIDED * decided
    # A metric that counts none but the decided has none at all in its last week.
    return frame.select((is_thin | decided.is_null()).fill_null(False)).to_series()


def beside_own_range(
    result: Result, by: str, week: dt.date, locked: Sequence[dt.date] = ()
) -> pl.DataFrame:
    """One week's row of each group with low, center, high and signal from the group's weeks.

    Among many groups only a value beyond its limits is a signal: runs would cry wolf.
    """
    if result.is_empty:
        return result.frame
    found = []
    for _, weeks in result.frame.group_by(by, maintain_order=True):
        own = ranges(replace(result, frame=weeks.sort("week_start")), locked)
        found.append(weeks.filter(week_start=week).join(own, on="week_start", how="left"))
    is_within = pl.col("metric_value").is_between("low", "high")
    return pl.concat(found, how="diagonal_relaxed").with_columns(
        pl.when(is_within).then(pl.lit("usual")).otherwise("signal").alias("signal")
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
