"""What people on the floor answered to short anonymous questions: numbers, never one answer."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeAlias

import sqlalchemy as sa

from queries.journal.store import Journal, insert_rows
from queries.journal.tables import VOICE, VOICE_REJECTED

ANSWERS = range(1, 6)
Cell: TypeAlias = tuple[dt.date, str | None, str | None, str]


@dataclass(frozen=True)
class Poll:
    """How a desk answered a question in a week; `people` are those behind answers 1 to 5."""

    week: dt.date
    center: str | None
    team: str | None
    question: str
    people: tuple[int, int, int, int, int]

    @property
    def cell(self) -> Cell:
        """What a later import takes the place of."""
        return (self.week, self.center, self.team, self.question)


@dataclass(frozen=True)
class Rejected:
    """A row that could not be taken; what it said is not kept, as it may be one person's."""

    file: str
    row_number: int
    reason: str
    imported_at: dt.datetime


def store_polls(
    journal: Journal,
    polls: Sequence[Poll],
    rejected: Sequence[Rejected],
    imported_at: dt.datetime,
) -> None:
    """Add what was answered, all or none; raises ValueError for a week that is not its Monday."""
    if wrong := [poll.week for poll in polls if poll.week.weekday()]:
        raise ValueError(f"week {wrong[0]}: is no Monday")
    rows = [
        {
            "week": poll.week,
            "center": poll.center,
            "team": poll.team,
            "question": poll.question,
            "answer": answer,
            "people": people,
            "imported_at": imported_at,
        }
        for poll in polls
        for answer, people in zip(ANSWERS, poll.people, strict=True)
    ]

    def add(connection: sa.Connection) -> None:
        insert_rows(connection, VOICE, rows)
        insert_rows(connection, VOICE_REJECTED, [asdict(row) for row in rejected])

    journal.write(add)


def latest_polls(journal: Journal) -> list[Poll]:
    """Return what counts: of each week, desk and question the last import."""
    rows = journal.rows(sa.select(VOICE).order_by(VOICE.c.voice_id))
    last: dict[Cell, dict[int, int]] = {}
    for row in rows:
        cell = (row["week"], row["center"], row["team"], row["question"])
        last.setdefault(cell, {})[row["answer"]] = row["people"]
    return [Poll(*cell, people_of(people)) for cell, people in last.items()]


def people_of(counts: Mapping[int, int]) -> tuple[int, int, int, int, int]:
    """Return how many gave each of the five answers."""
    one, two, three, four, five = (counts[answer] for answer in ANSWERS)
    return (one, two, three, four, five)
