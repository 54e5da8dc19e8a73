"""When a center is open: opening hours by weekday, on holidays and on special days."""

import datetime as dt
import itertools
import re
from dataclasses import dataclass
from typing import Final

from etl.section import Section

WEEKDAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
QUARTER: Final = 900
_DAY: Final = 24 * 3600
_SPAN: Final = re.compile(r"(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)")
_BETWEEN: Final = re.compile(r"[\s,、]+")


@dataclass(frozen=True)
class Span:
    """Open from `start` to before `stop`, in seconds after local midnight; may pass midnight."""

    start: int
    stop: int


# A day's spans in their order; none is a closed day.
Day = tuple[Span, ...]


@dataclass(frozen=True)
class Hours:
    """When a center is open: Monday to Sunday, on holidays and on special days."""

    weekdays: tuple[Day, ...]
    holiday: Day
    special_days: dict[dt.date, Day]


def read_hours(top: Section) -> dict[str, Hours]:
    """Return the hours of every center that has its own, and '*' for all others."""
    special = _special_days(top.section("special_days"))
    hours = {"*": _center_hours(top.section("hours"), special)}
    own_hours, own_days = top.section("hours_of"), top.section("special_days_of")
    for center in {name: None for name, _ in (*own_hours.items(), *own_days.items())}:
        days = special | _special_days(own_days.section(center))
        base = own_hours if own_hours.has(center) else top
        key = center if own_hours.has(center) else "hours"
        hours[center] = _center_hours(base.section(key), days)
    return hours


def _center_hours(section: Section, special: dict[dt.date, Day]) -> Hours:
    weekdays = tuple(_day(section, weekday) for weekday in WEEKDAYS)
    hours = Hours(weekdays, _day(section, "holiday"), special)
    section.finish()
    return hours


def _special_days(section: Section) -> dict[dt.date, Day]:
    days = {}
    for key, _ in section.items():
        try:
            day = dt.date.fromisoformat(key)
        except ValueError:
            raise section.error(key, "is no date. Write it as 2026-12-31.") from None
        days[day] = _day(section, key)
    return days


def _day(section: Section, key: str) -> Day:
    text = section.text(key, "")
    parts = [part for part in _BETWEEN.split(text) if part]
    if not all(_SPAN.fullmatch(part) for part in parts):
        raise section.error(key, f'"{text}" are no hours. Write them as "09:00-18:00".')
    spans = tuple(_span(section, key, part) for part in parts)
    for before, after in itertools.pairwise(spans):
        # The calendar knows one open part per quarter of an hour.
        if after.start // QUARTER <= (before.stop - 1) // QUARTER:
            raise section.error(
                key, "a break begins and ends within a quarter of an hour, or spans overlap."
            )
    return spans


def _span(section: Section, key: str, text: str) -> Span:
    hour, minute, last_hour, last_minute = (int(part) for part in re.findall(r"\d+", text))
    span = Span(hour * 3600 + minute * 60, last_hour * 3600 + last_minute * 60)
    if span.stop <= span.start:
        raise section.error(key, f'"{text}" ends before it begins. Past midnight write 25:30.')
    if span.start >= _DAY or span.stop > 2 * _DAY:
        raise section.error(key, f'"{text}" begins on another day. Write it at that day.')
    return span
