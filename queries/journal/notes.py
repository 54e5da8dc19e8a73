"""Notes on a week: what people know of it that no log tells."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from queries.journal.store import Journal
from queries.journal.tables import NOTE
from queries.journal.vocabulary import ROLES

WRITE, REMOVE = "write", "remove"
LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Note:
    """A text on a week, as seen on a page under some filters.

    `week` is a Monday; `scope` the filters by name; `written_by` one of ROLES or None.
    """

    week: dt.date
    page: str
    scope: Mapping[str, Sequence[str]]
    text: str
    written_at: dt.datetime
    written_by: str | None = None
    action: str = WRITE

    @property
    def identity(self) -> tuple[dt.date, dt.datetime, str]:
        """What tells a note from others."""
        return self.week, self.written_at, self.text


def write_note(journal: Journal, given: Note) -> None:
    """Keep a note, or take it back; what was written stays on record.

    Raises ValueError for an empty or too long text, a week that does not begin on its Monday, or
    a role that does not exist.
    """
    if not given.text.strip() or len(given.text) > LONGEST_TEXT:
        raise ValueError(f"text: 1 to {LONGEST_TEXT} characters, not {len(given.text)}")
    if given.week.weekday():
        raise ValueError(f"week {given.week}: is no Monday")
    if given.written_by is not None and given.written_by not in ROLES:
        raise ValueError(f"written_by `{given.written_by}`: not one of {', '.join(ROLES)}")
    scope = {name: list(values) for name, values in given.scope.items()}
    journal.add(NOTE, [asdict(given) | {"scope": scope}])


def notes_of(journal: Journal, week: dt.date) -> list[Note]:
    """Return the notes on a week, the oldest first, without those taken back."""
    columns = [column for column in NOTE.c if column.name != "note_id"]
    query = sa.select(*columns).where(NOTE.c.week == week).order_by(NOTE.c.note_id)
    last = {note.identity: note for note in (Note(**row) for row in journal.rows(query))}
    return [note for note in last.values() if note.action == WRITE]
