"""What is recorded so far, from the journal, and what the form offers, from the log."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard.frame.view import View
from dashboard.reading import data
from queries.errors import JournalError
from queries.journal.recorded import (
    REMOVE,
    Request,
    keep_request,
    mark_week,
    requests_of,
    week_extents,
)
from queries.journal.store import Journal, journal_of
from queries.recording.form import Vocabulary, vocabulary_of
from queries.warehouse import Warehouse
from queries.weeks import monday


@dataclass(frozen=True)
class Book:
    """All requests by their time, and how much of each week was recorded.

    `problem` says why that cannot be read.
    """

    requests: tuple[Request, ...] = ()
    extents: Mapping[dt.date, str] = field(default_factory=dict)
    problem: str = ""

    def of_week(self, week: dt.date) -> list[Request]:
        """The requests of a week."""
        return [given for given in self.requests if given.week == week]

    def weeks(self, this_week: dt.date) -> list[dt.date]:
        """The weeks that have a record or a mark, and the present one; the newest first."""
        known = {given.week for given in self.requests} | set(self.extents) | {this_week}
        return sorted(known, reverse=True)


def now(view: View) -> dt.datetime:
    """The time of day at the center."""
    return dt.datetime.now(ZoneInfo(view.build.time_zone))


def this_week(view: View) -> dt.date:
    """The Monday of the present week."""
    return monday(now(view).date())


def read(view: View) -> Book:
    """Everything recorded. Not cached: somebody may record at any moment."""
    journal = _journal(view)
    try:
        return Book(tuple(requests_of(journal)), week_extents(journal))
    except JournalError as error:
        return Book(problem=str(error))


def vocabulary(view: View) -> Vocabulary:
    """What the log and the rule book of this build call things."""
    return _vocabulary(view.build.path, view.build.build_id)


@data.remembered
def _vocabulary(path: str, build_id: str) -> Vocabulary:
    return vocabulary_of(Warehouse(path))


def keep(given: Request, view: View) -> str:
    """Keep a request or its correction; what went wrong, or nothing."""
    return _written(lambda journal: keep_request(journal, given), view)


def remove(given: Request, view: View) -> str:
    """Take a request back; what went wrong, or nothing."""
    gone = replace(given, action=REMOVE, kept_at=now(view))
    return _written(lambda journal: keep_request(journal, gone), view)


def mark(week: dt.date, extent: str, view: View) -> str:
    """Say how much of a week was recorded; what went wrong, or nothing."""
    return _written(lambda journal: mark_week(journal, week, extent, now(view)), view)


def _written(work: Callable[[Journal], None], view: View) -> str:
    try:
        work(_journal(view))
    except JournalError as error:
        return view.words("recording.journal_failed", reason=str(error))
    return ""


def _journal(view: View) -> Journal:
    return journal_of(Path(view.build.path))
