"""Business seconds by interval arithmetic."""

import datetime as dt
from typing import Final

JAPAN: Final = dt.timezone(dt.timedelta(hours=9))
HOLIDAYS: Final = {dt.date(2026, 4, 29), *(dt.date(2026, 5, day) for day in (3, 4, 5, 6))}
Minutes = tuple[int, int] | None
# Opening and closing minute of the day, Monday first; None = closed. Other centers use "*".
HOURS: Final[dict[str, list[Minutes]]] = {
    "*": [(540, 1080)] * 5 + [(600, 900), None],
    # Odd minutes, a Saturday that runs into Sunday, and Sundays of their own.
    "osaka": [(550, 1085)] * 5 + [(1320, 1530), (480, 725)],
}
# The same hours as a center writes them down.
SETTINGS: Final = """
[hours]
monday = "09:00-18:00"
tuesday = "09:00-18:00"
wednesday = "09:00-18:00"
thursday = "09:00-18:00"
friday = "09:00-18:00"
saturday = "10:00-15:00"
sunday = ""
holiday = ""

[hours_of.osaka]
monday = "09:10-18:05"
tuesday = "09:10-18:05"
wednesday = "09:10-18:05"
thursday = "09:10-18:05"
friday = "09:10-18:05"
saturday = "22:00-25:30"
sunday = "08:00-12:05"
holiday = ""
"""


def open_interval(center: str, day: dt.date) -> tuple[dt.datetime, dt.datetime] | None:
    """When the center opens and closes on that local day, None when it stays closed."""
    minutes = HOURS[center][day.weekday()]
    if minutes is None or day in HOLIDAYS:
        return None
    midnight = dt.datetime.combine(day, dt.time(), JAPAN)
    return midnight + dt.timedelta(minutes=minutes[0]), midnight + dt.timedelta(minutes=minutes[1])


def business_seconds(center: str | None, start: dt.datetime, stop: dt.datetime) -> int:
    """Seconds between the two instants during which the center was open."""
    center = center if center in HOURS else "*"
    # Last night's hours may run into the first day.
    day = start.astimezone(JAPAN).date() - dt.timedelta(days=1)
    total = 0.0
    while day <= stop.astimezone(JAPAN).date():
        if interval := open_interval(center, day):
            lap = min(stop, interval[1]) - max(start, interval[0])
            total += max(0.0, lap.total_seconds())
        day += dt.timedelta(days=1)
    return round(total)
