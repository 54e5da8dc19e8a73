"""What is asked of every page: language, week and filters, as plain values."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from queries.asked import FLAG_FILTERS, NUMBER_FILTERS, Asked

SHARED = ("center", "team", "channel", "category")
STATE = ("lang", "week", *SHARED)
MISSING = "-"
FLAGS = {"True": True, "False": False, MISSING: None}
DRILL = "at."
TREND_WEEKS = 26


@dataclass(frozen=True)
class Week:
    """A week on record and how settled its figures are."""

    start: dt.date
    is_running: bool
    is_final: bool

    @property
    def stop(self) -> dt.date:
        """The Monday after."""
        return self.start + dt.timedelta(days=7)

    @property
    def last(self) -> dt.date:
        """The Sunday."""
        return self.start + dt.timedelta(days=6)


@dataclass(frozen=True)
class Choices:
    """What the filters offer, from the build on show."""

    weeks: tuple[Week, ...]
    center: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    category: tuple[str, ...] = ()

    def default_week(self) -> Week | None:
        """The newest week that is over; the newest of all when none is."""
        over = [week for week in self.weeks if not week.is_running]
        return next(iter([*over, *self.weeks]), None)

    def week(self, start: str | None) -> Week | None:
        """The week that starts on an ISO date, if it is on record."""
        return next((week for week in self.weeks if week.start.isoformat() == start), None)


@dataclass(frozen=True)
class Chosen:
    """The language, the week and the filters of this view."""

    lang: str
    week: Week
    center: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    category: tuple[str, ...] = ()

    def params(self, **extra: str) -> dict[str, Any]:
        """This view as URL parameters, with more of them beside it."""
        shared = {name: list(getattr(self, name)) for name in SHARED if getattr(self, name)}
        return {"lang": self.lang, "week": self.week.start.isoformat(), **shared, **extra}

    def unfiltered(self) -> "Chosen":
        """The same week and language with every filter open."""
        return Chosen(lang=self.lang, week=self.week)

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set."""
        return any(getattr(self, name) for name in SHARED)

    def asked(self, weeks: int = 1, by: tuple[str, ...] = ()) -> Asked:
        """The question for the last so many weeks, up to and with the chosen one."""
        start = self.week.start - dt.timedelta(weeks=weeks - 1)
        shared = {name: getattr(self, name) for name in SHARED}
        return Asked(start=start, stop=self.week.stop, by=by, **shared)

    def cases(self, metric: str, asked: Asked) -> dict[str, Any]:
        """URL parameters that lead to the cases behind one figure."""
        drill: dict[str, Any] = {
            "start": asked.start.isoformat() if asked.start else MISSING,
            "stop": asked.stop.isoformat() if asked.stop else MISSING,
        }
        for name, values in asked.filters().items():
            if values != getattr(self, name, ()):
                drill[name] = [MISSING if value is None else str(value) for value in values]
        return self.params(metric=metric, **{DRILL + name: value for name, value in drill.items()})

    def drilled(self, params: Mapping[str, list[str]]) -> Asked:
        """The question that `cases` wrote into the URL; the week alone when it wrote none."""
        asked = self.asked()
        known = {field.name for field in fields(Asked)} - {"by", "clock"}
        for name, values in params.items():
            if name.startswith(DRILL) and name[len(DRILL) :] in known:
                asked = _narrow(asked, name[len(DRILL) :], values)
        return asked


def _narrow(asked: Asked, name: str, values: list[str]) -> Asked:
    """`asked` with one more condition; a value that cannot be read changes nothing."""
    if name in ("start", "stop"):
        day = _date(values[0])
        return replace(asked, **{name: day}) if day or values[0] == MISSING else asked
    if name in NUMBER_FILTERS:
        numbers = tuple(_number(value) for value in values if _is_number(value))
        return replace(asked, **{name: numbers}) if numbers else asked
    if name in FLAG_FILTERS:
        flags = tuple(FLAGS[value] for value in values if value in FLAGS)
        return replace(asked, **{name: flags}) if flags else asked
    return replace(asked, **{name: tuple(None if v == MISSING else v for v in values)})


def _is_number(text: str) -> bool:
    return text == MISSING or text.isdecimal()


def _number(text: str) -> int | None:
    return None if text == MISSING else int(text)


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
