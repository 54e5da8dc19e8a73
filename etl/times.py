"""Stamps: from text to UTC instants, with what is known about their precision."""

import datetime as dt
from zoneinfo import ZoneInfo

import polars as pl

from etl.cells.days import (
    ERA,
    SERIAL_DAY,
    SERIAL_STAMP,
    a_day_later,
    late_clocks,
    serial_days,
    without_eras,
)
from etl.cells.plain import plain, plain_word
from etl.grammar import Column

_UTC = pl.Datetime("us", "UTC")
_ROLL_OVER = dt.timedelta(hours=12)


def basis_name(column: str) -> str:
    """Name of the column that says how exact a stamp is."""
    return f"{column}@basis"


def parse_stamps(text: pl.Series, column: Column) -> tuple[pl.Series, pl.Series | str]:
    """Return the instants in UTC and their basis; what no format fits stays unknown.

    Formats are tried in their order, the next one only on what the earlier ones left.
    """
    instants = _parse(text, column.formats[0], column.zone)
    if len(column.formats) == 1 or instants.null_count() == text.null_count():
        return instants, column.basis or _basis_of(column.formats[0])
    basis = pl.select(pl.when(instants.is_not_null()).then(pl.lit(_basis_of(column.formats[0]))))
    frame = pl.DataFrame({"instant": instants, "basis": basis.to_series()})
    for format_ in column.formats[1:]:
        if frame["instant"].null_count() == text.null_count():
            break
        left = text.set(frame["instant"].is_not_null(), None)
        found = _parse(left, format_, column.zone)
        is_new = found.is_not_null()
        frame = frame.with_columns(
            pl.coalesce("instant", found).alias("instant"),
            pl.when(is_new).then(pl.lit(_basis_of(format_))).otherwise("basis").alias("basis"),
        )
    return frame["instant"], column.basis or frame["basis"]


def _basis_of(format_: str) -> str:
    marks = ("%H", "%I", "%T", "%R", "%s", "%k")
    has_time = format_ == SERIAL_STAMP or any(mark in format_ for mark in marks)
    return "exact" if has_time else "date_only"


def _parse(text: pl.Series, format_: str, zone: str) -> pl.Series:
    if text.null_count() == len(text):
        return pl.Series(text.name, [None], dtype=_UTC).new_from_index(0, len(text))
    text, format_ = plain(text), plain_word(format_)
    if format_ in (SERIAL_DAY, SERIAL_STAMP):
        return to_utc(serial_days(text, format_), zone)
    if ERA in format_:
        text, format_ = without_eras(text), format_.replace(ERA, "%Y-%m-%d")
    if _basis_of(format_) == "date_only":
        local = text.str.strptime(pl.Date, format_, strict=False).cast(pl.Datetime("us"))
        return to_utc(local, zone)
    if "%z" in format_:
        stamps = text.str.strptime(pl.Datetime("us"), format_, strict=False)
        return stamps.dt.convert_time_zone("UTC")
    text, is_late = late_clocks(text)
    local = text.str.strptime(pl.Datetime("us"), format_, strict=False)
    local = a_day_later(local, is_late)
    return to_utc(local, "UTC" if format_.endswith("Z") else zone)


def to_utc(local: pl.Series, zone: str) -> pl.Series:
    """Return local clock times as UTC instants.

    An hour that comes twice in autumn is taken as the first; one that is left out in spring is
    unknown. Zones that kept one offset over the whole span are a plain subtraction.
    """
    if local.null_count() == len(local):
        return local.cast(_UTC)
    offset = _only_offset(local, zone)
    if offset is not None:
        return (local.to_physical() - offset).cast(_UTC)
    aware = local.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    return aware.dt.convert_time_zone("UTC")


def _only_offset(local: pl.Series, zone: str) -> int | None:
    """Return the zone's offset in microseconds when it never changed within the span."""
    if zone == "UTC":
        return 0
    first, last = local.min(), local.max()
    assert isinstance(first, dt.datetime)
    assert isinstance(last, dt.datetime)
    if not 1900 <= first.year <= last.year <= 2200:
        return None
    info = ZoneInfo(zone)
    # Some zones suspend their summer time for four weeks only, so look at every week.
    weeks = range((last - first).days // 7 + 1)
    moments = [first - dt.timedelta(days=2), last + dt.timedelta(days=2)]
    moments += [first + dt.timedelta(weeks=week) for week in weeks]
    offsets = {moment.replace(tzinfo=info).utcoffset() for moment in moments}
    if len(offsets) != 1:
        return None
    offset = offsets.pop()
    return None if offset is None else round(offset.total_seconds() * 1_000_000)


def clock_times(text: pl.Series, column: Column, before: pl.Series) -> pl.Series:
    """Return stamps without date as instants on the day of the stamp `before`.

    A clock time rolls to the next day only when it would lie more than 12 hours before it.
    """
    clock = pl.Series(text.name, [None], dtype=pl.Time).new_from_index(0, len(text))
    text, is_late = late_clocks(plain(text))
    for format_ in column.formats:
        found = text.str.strptime(pl.Time, plain_word(format_), strict=False)
        clock = pl.select(pl.coalesce(clock, found)).to_series()
    frame = pl.DataFrame({"clock": clock, "before": before})
    local_day = pl.col("before").dt.convert_time_zone(column.zone).dt.date()
    local = frame.select(local_day.dt.combine(pl.col("clock"))).to_series()
    stamps = pl.DataFrame({"stamp": to_utc(local, column.zone), "before": before})
    next_day = to_utc(local + dt.timedelta(days=1), column.zone)
    # What is written as 25:30 is of the next day in any case.
    rolls = is_late | (stamps["stamp"] < stamps["before"] - _ROLL_OVER)
    return stamps.select(pl.when(rolls).then(next_day).otherwise("stamp")).to_series()
