"""Days and clocks that no strptime knows: Japanese eras, serial days of Excel, 25:30."""

import datetime as dt
from typing import Final

import polars as pl

ERA: Final = "%Ex"
SERIAL_DAY, SERIAL_STAMP = "excel day", "excel stamp"
_STAMP: Final = pl.Datetime("us")
# When each era began; its first year is the year of that day.
_ERAS: Final = {
    ("令和", "r"): dt.date(2019, 5, 1),
    ("平成", "h"): dt.date(1989, 1, 8),
    ("昭和", "s"): dt.date(1926, 12, 25),
    ("大正", "t"): dt.date(1912, 7, 30),
    ("明治", "m"): dt.date(1868, 1, 25),
}
_ERA_DAY: Final = (
    r"(?i)^(?<era>令和|平成|昭和|大正|明治|[rhstm])\s*(?<year>元|[0-9]{1,2})[年./-]\s*"
    r"(?<month>[0-9]{1,2})[月./-]\s*(?<day>[0-9]{1,2})日?(?<rest>.*)$"
)
# Days since 1899-12-30, from 1954 to 2119: a number outside is no day of a log.
_SERIAL: Final = r"^[2-7][0-9]{4}$"
_SERIAL_WITH_CLOCK: Final = r"^[2-7][0-9]{4}\.[0-9]+$"
_FIRST_SERIAL: Final = dt.datetime.fromisoformat("1899-12-30")
_LATE: Final = r"(^|[ T日])(2[4-9]|[34][0-9])([:時])"
_DAY: Final = dt.timedelta(days=1)


def without_eras(text: pl.Series) -> pl.Series:
    """Return days of an era, such as R8.11.22 and 令和元年5月1日, as 2026-11-22 and 2019-05-01.

    A day that is not of its era, such as R1.4.30, is unknown: somebody was mistaken. What follows
    the day stays behind it.
    """
    parts = text.to_frame("text").select(pl.col("text").str.extract_groups(_ERA_DAY).alias("at"))
    parts = parts.unnest("at")
    names = [name for pair in _ERAS for name in pair]
    begins = [begin for begin in _ERAS.values() for _ in range(2)]
    ends = [dt.date(9999, 12, 31), *_ERAS.values()]
    ended = [end for end in ends[: len(_ERAS)] for _ in range(2)]
    era = pl.col("era").str.to_lowercase()
    begin = era.replace_strict(names, begins, default=None, return_dtype=pl.Date)
    end = era.replace_strict(names, ended, default=None, return_dtype=pl.Date)
    year = pl.col("year").replace("元", "1").cast(pl.Int32) + begin.dt.year() - 1
    iso = pl.concat_str(
        year.cast(pl.String),
        pl.col("month").str.zfill(2),
        pl.col("day").str.zfill(2),
        separator="-",
    )
    day = iso.str.strptime(pl.Date, "%Y-%m-%d", strict=False)
    found = pl.when((day >= begin) & (day < end)).then(iso + pl.col("rest"))
    return parts.select(found.alias(text.name)).to_series()


def serial_days(text: pl.Series, format_: str) -> pl.Series:
    """Return local stamps of Excel's numbers of days (the system that begins in 1900)."""
    wanted = _SERIAL if format_ == SERIAL_DAY else _SERIAL_WITH_CLOCK
    fitting = text.set(~text.str.contains(wanted).fill_null(False), None)
    # A spreadsheet's clock is a fraction of a day in binary: whole milliseconds are meant.
    milliseconds = (fitting.cast(pl.Float64) * 86_400_000).round().cast(pl.Int64)
    return (milliseconds.cast(pl.Duration("ms")) + _FIRST_SERIAL).cast(_STAMP)


def late_clocks(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return stamps with hours from 24 on as those of the next morning, and which those are.

    25:30 becomes 01:30, to be read as of the day after: shops that close late write so.
    """
    is_late = text.str.contains(_LATE).fill_null(False)
    if not is_late.any():
        return text, is_late
    hour = text.str.extract(_LATE, 2).cast(pl.Int64) - 24
    changed = text.to_frame("text").with_columns(hour.cast(pl.String).str.zfill(2).alias("hour"))
    early = changed.select(
        pl.concat_str(
            pl.col("text").str.extract(r"^(.*?(?:^|[ T日]))(?:2[4-9]|[34][0-9])[:時]", 1),
            pl.col("hour"),
            pl.col("text").str.extract(r"(?:^|[ T日])(?:2[4-9]|[34][0-9])([:時].*)$", 1),
        )
    ).to_series()
    return text.zip_with(~is_late, early), is_late


def a_day_later(stamps: pl.Series, which: pl.Series) -> pl.Series:
    """Return the stamps, those that were written late on the day after."""
    return stamps if not which.any() else stamps.zip_with(~which, stamps + _DAY)
