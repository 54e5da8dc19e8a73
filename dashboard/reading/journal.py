"""What people have said, beside the figures: answers to flags, views, notes, published reports.

None of it is kept in a cache: somebody may write to the journal at any moment.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from dashboard.frame.chosen import TREND_WEEKS, Chosen
from dashboard.reading.data import Build
from queries.errors import JournalError
from queries.flags import Revisit
from queries.journal.answers import FlagAnswer, latest_answers, record_answer
from queries.journal.notes import Note, notes_about, notes_of, write_note
from queries.journal.published import Published, publish, published_reports
from queries.journal.store import journal_of
from queries.journal.views import SavedView, save_view, saved_views


@dataclass(frozen=True)
class Answers:
    """What people say of flags; `reason` says why that cannot be read at the moment."""

    path: str
    review_week: dt.date
    build_id: str
    given: tuple[FlagAnswer, ...]
    reason: str = ""


def answers(on_show: Build, judged: Revisit) -> Answers:
    """The answers so far. Not cached: somebody may answer at any moment."""
    review = (on_show.path, judged.review_week, judged.build_id)
    try:
        return Answers(*review, tuple(latest_answers(journal_of(Path(on_show.path)))))
    except JournalError as error:
        return Answers(*review, (), reason=str(error))


def keep_answer(given: FlagAnswer, path: str) -> None:
    """Store an answer beside the warehouse; raises JournalError where that is not possible."""
    record_answer(journal_of(Path(path)), given)


def views(on_show: Build) -> list[SavedView]:
    """The saved views. Not cached; raises JournalError where they cannot be read."""
    return saved_views(journal_of(Path(on_show.path)))


def keep_view(given: SavedView, path: str) -> None:
    """Store a saved view, or its end; raises JournalError where that is not possible."""
    save_view(journal_of(Path(path)), given)


def notes(on_show: Build, week: dt.date) -> list[Note]:
    """The notes on a week. Not cached; raises JournalError where they cannot be read."""
    return notes_of(journal_of(Path(on_show.path)), week)


def notes_on_chart(on_show: Build, about: str, chosen: Chosen) -> list[Note]:
    """The notes about a metric on the weeks that its chart shows, as `notes`."""
    first = chosen.week.start - dt.timedelta(weeks=TREND_WEEKS - 1)
    return notes_about(journal_of(Path(on_show.path)), about, first, chosen.week.start)


def keep_note(given: Note, path: str) -> None:
    """Store a note, or its end; raises JournalError where that is not possible."""
    write_note(journal_of(Path(path)), given)


def published(on_show: Build) -> list[Published]:
    """The published reports. Not cached; raises JournalError where they cannot be read."""
    return published_reports(journal_of(Path(on_show.path)))


def keep_published(given: Published, path: str) -> None:
    """Freeze a report beside the warehouse; raises JournalError where that is not possible."""
    publish(journal_of(Path(path)), given)
