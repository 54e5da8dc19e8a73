"""Weeks begin on Monday; the last complete one is the last that had ended as of the data."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo


def monday(day: dt.date) -> dt.date:
    """Return the Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def last_complete_week(build: Mapping[str, Any]) -> dt.date | None:
    """Return the Monday of the last week that had ended as of a build; None without data."""
    as_of: dt.datetime | None = build["as_of"]
    if as_of is None:
        return None
    # A log that ends on a Sunday evening has that week complete.
    tomorrow = as_of.astimezone(ZoneInfo(build["time_zone"])).date() + dt.timedelta(days=1)
    return monday(tomorrow) - dt.timedelta(weeks=1)
