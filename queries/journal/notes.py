"""Notes on a week: what people know of it that no log tells, and what they decided."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from queries.journal.store import Journal
from queries.journal.tables import NOTE
from queries.journal.vocabulary import NOTE_KINDS, ROLES

WRITE, REMOVE = "write", "remove"
REMARK, DECISION = NOTE_KINDS
LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Note:
    """A text on a week, as seen on a page under some filters.

    `week` is a Monday; `scope` the filters by name; `written_by` one of ROLES or None. `about` is
    a metric or an item of a meeting; None is the week as a whole. A decision may say which role
    it is `assigned_to` and when it is `due`.
    """

    week: dt.date
    page: str
    scope: Mapping[str, Sequence[str]]
    text: str
    written_at: dt.datetime
    written_by: str | None = None
    action: str = WRITE
    about: str | None = None
    kind: str = REMARK
    assigned_to: str | None = None
    due: dt.date | None = None

    @property
    def identity(self) -> tuple[dt.date, dt.datetime, str]:
        """What tells a note from others."""
        return self.week, self.written_at, self.text

    @property
    def is_decision(self) -> bool:
        """Whether it says what is to be done."""
        return self.kind == DECISION


def write_note(journal: Journal, given: Note) -> None:
    """Keep a note, or take it back; what was written stays on record.

    Raises ValueError for an empty or too long text, a week that does not begin on its Monday, a
    kind or a role that does not exist, or a mere remark that somebody should do.
    """
    if not given.text.strip() or len(given.text) > LONGEST_TEXT:
        raise ValueError(f"text: 1 to {LONGEST_TEXT} characters, not {len(given.text)}")
    if given.week.weekday():
        raise ValueError(f"week {given.week}: is no Monday")
    if given.kind not in NOTE_KINDS:
        raise ValueError(f"kind `{given.kind}`: not one of {', '.join(NOTE_KINDS)}")
    for name, role in (("written_by", given.written_by), ("assigned_to", given.assigned_to)):
        if role is not None and role not in ROLES:
            raise ValueError(f"{name} `{role}`: not one of {', '.join(ROLES)}")
    if not given.is_decision and (given.assigned_to or given.due):
        raise ValueError("assigned_to, due: of a decision only. Leave them out of a note.")
    scope = {name: list(values) for name, values in given.scope.items()}
    journal.add(NOTE, [asdict(given) | {"scope": scope}])


def notes_of(journal: Journal, week: dt.date) -> list[Note]:
    """Return the notes on a week, the oldest first, without those taken back."""
    return _notes(journal, NOTE.c.week == week)


def notes_about(journal: Journal, about: str, first: dt.date, last: dt.date) -> list[Note]:
    """Return the notes about a metric or an item on the weeks from `first` to `last`, likewise."""
    return _notes(journal, sa.and_(NOTE.c.about == about, NOTE.c.week.between(first, last)))


def _notes(journal: Journal, condition: sa.ColumnElement[bool]) -> list[Note]:
    columns = [column for column in NOTE.c if column.name != "note_id"]
    query = sa.select(*columns).where(condition).order_by(NOTE.c.note_id)
    last = {note.identity: note for note in (Note(**row) for row in journal.rows(query))}
    return [note for note in last.values() if note.action == WRITE]
