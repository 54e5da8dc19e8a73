"""What was decided on the chosen week, in words: what, by which role, and until when."""

import datetime as dt

from dashboard.frame import notes
from dashboard.frame.view import View
from queries.journal.notes import Note


def of_week(view: View) -> list[Note]:
    """What was decided on the chosen week; raises JournalError where it cannot be read."""
    return [note for note in notes.of_week(view) if note.is_decision]


def said(note: Note, view: View) -> str:
    """Which role does it and until when, or that this is still open."""
    words = view.words
    role = words(f"role.{note.assigned_to}") if note.assigned_to else words("meeting.nobody")
    return words("meeting.who_when", role=role, due=day(note.due, view))


def day(due: dt.date | None, view: View) -> str:
    """A day with its weekday, or that none is set."""
    words = view.words
    if due is None:
        return words("meeting.no_day")
    weekday = words(f"weekday.{due.isoweekday()}")
    return words("meeting.day", month=due.month, day=due.day, weekday=weekday)


def row(note: Note, view: View) -> tuple[str, ...]:
    """A decision as a paper prints it."""
    about = notes.about(note.about, view) if note.about else ""
    return " ".join(note.text.split()), said(note, view), about
