"""Business seconds by interval arithmetic, and the quarter-hour calendar the product reads."""

import datetime as dt
from typing import Final

import polars as pl

JAPAN: Final = dt.timezone(dt.timedelta(hours=9))
HOLIDAYS: Final = {dt.date(2026, 4, 29), *(dt.date(2026, 5, day) for day in (3, 4, 5, 6))}
# Opening and closing hour by weekday, Monday first; None = closed. Other centers use "*".
HOURS: Final[dict[str, list[tuple[int, int] | None]]] = {
    "*": [(9, 18)] * 5 + [(10, 15), None],
    "osaka": [(0, 24)] * 6 + [(8, 12)],
}


def open_interval(center: str, day: dt.date) -> tuple[dt.datetime, dt.datetime] | None:
    """When the center opens and closes on that local day, None when it stays closed."""
    hours = HOURS[center][day.weekday()]
    if hours is None or day in HOLIDAYS:
        return None
    midnight = dt.datetime.combine(day, dt.time(), JAPAN)
    return midnight + dt.timedelta(hours=hours[0]), midnight + dt.timedelta(hours=hours[1])


def business_seconds(center: str | None, start: dt.datetime, stop: dt.datetime) -> int:
    """Seconds between the two instants during which the center was open."""
    center = center if center in HOURS else "*"
    day, last = start.astimezone(JAPAN).date(), stop.astimezone(JAPAN).date()
    total = 0.0
    while day <= last:
        if interval := open_interval(center, day):
            lap = min(stop, interval[1]) - max(start, interval[0])
            total += max(0.0, lap.total_seconds())
        day += dt.timedelta(days=1)
    return round(total)


def calendar(first: dt.date, days: int) -> pl.DataFrame:
    """`dim_calendar` for these days: open seconds of each quarter-hour, and of all before it."""
    rows = []
    for center in HOURS:
        before = 0
        for number in range(days * 96):
            day = first + dt.timedelta(days=number // 96)
            start = dt.datetime.combine(day, dt.time(), JAPAN) + dt.timedelta(
                minutes=15 * (number % 96)
            )
            interval = open_interval(center, day)
            seconds = 900 if interval and interval[0] <= start < interval[1] else 0
            rows.append((center, start.astimezone(dt.UTC), seconds, before))
            before += seconds
    columns = ["center", "quarter_start", "open_seconds", "open_before"]
    return pl.DataFrame(rows, schema=columns, orient="row").cast({"open_seconds": pl.Int32})
