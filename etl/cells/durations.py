"""Lengths of time: 220, 3:40, 0:03:40, 3分40秒, beyond 24 hours too."""

from typing import Final

import polars as pl

from etl.cells.plain import plain

# What a plain number counts, and what the last part of a:b counts, in seconds.
UNITS: Final = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
_TWO_PARTS: Final = {"seconds": 60, "minutes": 3600, "hours": 3600}
_NUMBER: Final = r"^[0-9]+(\.[0-9]+)?$"
_CLOCK: Final = r"^(?:(?<hours>[0-9]+):)?(?<minutes>[0-9]+):(?<seconds>[0-5]?[0-9](?:\.[0-9]+)?)$"
_WORDS: Final = (
    r"(?i)^(?:(?<days>[0-9]+)\s*(?:日|d|days?)\s*)?(?:(?<hours>[0-9]+)\s*(?:時間|h|hours?|hrs?)\s*)?"
    r"(?:(?<minutes>[0-9]+)\s*(?:分間?|m|min|minutes?)\s*)?"
    r"(?:(?<seconds>[0-9]+)\s*(?:秒間?|s|sec|seconds?)\s*)?$"
)


def durations(cells: pl.Series, unit: str) -> pl.Series:
    """Return lengths of time in microseconds; unknown where a cell is none.

    `unit` is that of plain numbers. Of 3:40 the first part counts minutes where numbers count
    seconds, else hours; an Excel length is a number of days.
    """
    frame = plain(cells).to_frame("text")
    text = pl.col("text")
    number = pl.when(text.str.contains(_NUMBER)).then(text.cast(pl.Float64, strict=False))
    seconds = pl.coalesce(number * UNITS[unit], _clock(unit), _words())
    found = frame.select((seconds * 1_000_000).round().cast(pl.Int64).cast(pl.Duration("us")))
    return found.to_series().alias(cells.name)


def _clock(unit: str) -> pl.Expr:
    parts = pl.col("text").str.extract_groups(_CLOCK).struct
    hours, first, last = (parts.field(name).cast(pl.Float64) for name in _names("hours"))
    of_two = _TWO_PARTS.get(unit)
    nothing = pl.lit(None, dtype=pl.Float64)
    two = nothing if of_two is None else first * of_two + last * of_two / 60
    three = pl.when(first < 60).then(hours * 3600 + first * 60 + last)
    return pl.when(hours.is_null()).then(two).otherwise(three)


def _words() -> pl.Expr:
    parts = pl.col("text").str.extract_groups(_WORDS).struct
    numbers = [parts.field(name).cast(pl.Float64) for name in _names("days")]
    known = [number.fill_null(0) for number in numbers]
    days, hours, minutes, seconds = known
    whole = days * 86400 + hours * 3600 + minutes * 60 + seconds
    return pl.when(pl.any_horizontal(number.is_not_null() for number in numbers)).then(whole)


def _names(first: str) -> tuple[str, ...]:
    names = ("days", "hours", "minutes", "seconds")
    return names[names.index(first) :]
