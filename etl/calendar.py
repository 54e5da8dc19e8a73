"""The business calendar: open seconds per quarter of an hour, and all before it."""

import datetime as dt
from zoneinfo import ZoneInfo

import jpholiday
import numpy as np
import numpy.typing as npt
import polars as pl

from etl.facts.dimensions import DIMENSION_SCHEMAS
from etl.hours import QUARTER, Day, Hours
from etl.settings import Settings

Seconds = npt.NDArray[np.int64]


def build_calendar(settings: Settings, first_day: dt.date, last_day: dt.date) -> pl.DataFrame:
    """Return `dim_calendar`, local days inclusive: one row per center and quarter of an hour.

    A business duration between two stamps is the difference of the open seconds before them:
    `open_before` of their quarter plus what of `open_seconds`, which begin `open_from` seconds into
    the quarter, has passed. That is exact to the second for hours that begin or end on any minute.
    """
    frames = [
        _center_calendar(center, hours, ZoneInfo(settings.time_zone), first_day, last_day)
        for center, hours in sorted(settings.hours.items())
    ]
    return pl.concat(frames)


def _center_calendar(
    center: str, hours: Hours, zone: ZoneInfo, first_day: dt.date, last_day: dt.date
) -> pl.DataFrame:
    begin = _moment(first_day, 0, zone)
    end = _moment(last_day + dt.timedelta(days=1), 0, zone)
    starts = np.arange(begin - begin % QUARTER, end, QUARTER, dtype=np.int64)
    opened, open_from = np.zeros(len(starts), np.int64), np.zeros(len(starts), np.int64)
    for begins, ends in _open_moments(hours, zone, first_day, last_day):
        _open(starts, opened, open_from, begins, ends)
    return pl.DataFrame(
        {
            "center": np.full(len(starts), center),
            "quarter_start": starts * 1_000_000,
            "open_seconds": opened,
            "open_from": open_from,
            "open_before": np.concatenate([[0], np.cumsum(opened)[:-1]]),
        },
    ).select(_column(name, kind) for name, kind in DIMENSION_SCHEMAS["dim_calendar"].items())


def _column(name: str, kind: pl.DataType | type[pl.DataType]) -> pl.Expr:
    if name == "quarter_start":
        return pl.col(name).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    return pl.col(name).cast(kind)


def _moment(day: dt.date, seconds: int, zone: ZoneInfo) -> int:
    """Return when the clock on the wall shows so many seconds after midnight."""
    shown = dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=seconds)
    return int(shown.replace(tzinfo=zone).timestamp())


def _open_moments(
    hours: Hours, zone: ZoneInfo, first_day: dt.date, last_day: dt.date
) -> list[tuple[int, int]]:
    """Return from when to when the center is open, in order, nights that overlap joined."""
    joined: list[tuple[int, int]] = []
    # The hours of the day before may reach into the first day.
    day = first_day - dt.timedelta(days=1)
    while day <= last_day:
        for span in _spans_of(hours, day):
            begin, end = _moment(day, span.start, zone), _moment(day, span.stop, zone)
            if joined and begin <= joined[-1][1]:
                begin, before = joined.pop()
                end = max(end, before)
            joined.append((begin, end))
        day += dt.timedelta(days=1)
    return joined


def _spans_of(hours: Hours, day: dt.date) -> Day:
    if day in hours.special_days:
        return hours.special_days[day]
    if jpholiday.is_holiday(day):
        return hours.holiday
    return hours.weekdays[day.weekday()]


def _open(starts: Seconds, opened: Seconds, open_from: Seconds, begin: int, end: int) -> None:
    """Open the quarters between two moments, the first and the last of them in part."""
    first = max(0, (begin - int(starts[0])) // QUARTER)
    last = min(len(starts), -((int(starts[0]) - end) // QUARTER))
    quarters = starts[first:last]
    late = np.clip(begin - quarters, 0, QUARTER)
    early = np.clip(quarters + QUARTER - end, 0, QUARTER)
    open_from[first:last] = np.where(opened[first:last] == 0, late, open_from[first:last])
    opened[first:last] = np.clip(opened[first:last] + QUARTER - late - early, 0, QUARTER)
