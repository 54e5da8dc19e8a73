"""When contacts come: opening days, holidays, weekly and daily load."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import jpholiday
import numpy as np

from etl.simulate.center import CENTERS
from etl.simulate.dice import Bools, Floats, Ints
from etl.simulate.distributions import numbers

DAY = 86_400
HOUR = 3_600
# month and day of the days around New Year on which nobody works
NEW_YEAR = ((12, 31), (1, 1), (1, 2), (1, 3))
_EPOCH = date(1970, 1, 1)


def local_seconds(day: date) -> int:
    """Local midnight of the day, in seconds since 1970 on the local clock."""
    return (day - _EPOCH).days * DAY


def is_closed(day: date) -> bool:
    """Whether every site is closed: Sunday, national holiday or 31 December to 3 January."""
    new_year = (day.month, day.day) in NEW_YEAR
    return day.weekday() == 6 or new_year or jpholiday.is_holiday(day)


@dataclass(frozen=True)
class Opening:
    """Which days each site works, from `first_day` on, and when the next working day is."""

    first_day: int
    is_open: Bools
    next_open: Ints

    def start_of_work(self, center: Ints, moment: Ints) -> Ints:
        """Each moment itself when its site is at work, otherwise the next opening time."""
        opens = np.array([place.open_hour * HOUR for place in CENTERS])[center]
        closes = np.array([place.close_hour * HOUR for place in CENTERS])[center]
        day, clock = moment // DAY, moment % DAY
        day = day + (clock >= closes)
        moved = self.next_open[center, day - self.first_day]
        at_work = (moved == moment // DAY) & (clock >= opens)
        # people do not all start on the stroke of nine: keep the seconds of the arrival
        return np.where(at_work, moment, moved * DAY + opens + moment % 2400)


@cache
def opening(first: date, days: int) -> Opening:
    """The working days of every site for so many days."""
    dates = [first + timedelta(days=offset) for offset in range(days)]
    weekday = np.array([day.weekday() for day in dates])
    closed = np.array([is_closed(day) for day in dates])
    is_open = np.stack([~closed & ((weekday < 5) | place.is_open_saturday) for place in CENTERS])
    first_day = (first - _EPOCH).days
    next_open = np.empty((len(CENTERS), days), dtype=np.int64)
    for row in range(len(CENTERS)):
        following = first_day + days
        for offset in range(days - 1, -1, -1):
            following = first_day + offset if is_open[row, offset] else following
            next_open[row, offset] = following
    return Opening(first_day, is_open, next_open)


def weekly_load(open_days: Bools, center: int, is_synchronous: bool) -> Floats:
    """Weights of the 7 x 24 hours of a week at one site.

    Phone and chat come only while the site works; letters come at any hour, fewer at weekends.
    """
    by_day = np.array(numbers("volume.weekday"))
    by_hour = np.array(numbers("volume.hour"))
    if is_synchronous:
        place = CENTERS[center]
        hours = np.arange(24)
        by_day = by_day * open_days
        by_hour = by_hour * ((hours >= place.open_hour) & (hours < place.close_hour))
    return np.asarray((by_day[:, None] * by_hour[None, :]).ravel(), dtype=np.float64)
