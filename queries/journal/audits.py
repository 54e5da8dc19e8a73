"""The audit in the journal: weeks as they were drawn, and what people judged."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from queries.journal.store import Journal, insert_rows
from queries.journal.tables import AUDIT_CASE, AUDIT_DRAW, AUDIT_JUDGEMENT, AUDIT_REJECTED


@dataclass(frozen=True)
class Case:
    """One contact drawn, and how many contacts its stratum had."""

    place: int
    contact_id: str
    stratum: str
    stratum_size: int


@dataclass(frozen=True)
class Draw:
    """One week as it was drawn: from how many contacts, and how many were open and left out."""

    draw_id: str
    week: dt.date
    seed: int
    population: int
    still_open: int
    drawn_at: dt.datetime
    build_id: str
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Judgement:
    """Whether a contact should have been escalated: yes, no or unclear; and to which level."""

    draw_id: str
    contact_id: str
    needed: str
    judged_at: dt.datetime
    needed_level: int | None = None
    note: str | None = None

    @property
    def case(self) -> tuple[str, str]:
        """What was judged."""
        return self.draw_id, self.contact_id


@dataclass(frozen=True)
class Rejected:
    """A row of a sheet that could not be taken: what it said, and why not."""

    sheet: str
    row_number: int
    cells: str
    reason: str
    imported_at: dt.datetime


def store_draw(journal: Journal, draw: Draw) -> Draw:
    """Return the week as drawn: this draw, or the one that somebody stored before it."""

    def store(connection: sa.Connection) -> bool:
        same_week = sa.select(AUDIT_DRAW.c.draw_id).where(AUDIT_DRAW.c.week == draw.week)
        if connection.scalar(same_week) is not None:
            return False
        head = {name: value for name, value in vars(draw).items() if name != "cases"}
        insert_rows(connection, AUDIT_DRAW, [head])
        cases = [asdict(case) | {"draw_id": draw.draw_id} for case in draw.cases]
        insert_rows(connection, AUDIT_CASE, cases)
        return True

    if journal.write(store):
        return draw
    return next(stored for stored in draws(journal) if stored.week == draw.week)


def draws(journal: Journal) -> list[Draw]:
    """Return every week drawn, the first week first, its cases in the order drawn."""
    heads = journal.rows(sa.select(AUDIT_DRAW).order_by(AUDIT_DRAW.c.week))
    rows = journal.rows(sa.select(AUDIT_CASE).order_by(AUDIT_CASE.c.draw_id, AUDIT_CASE.c.place))
    cases: dict[str, list[Case]] = {}
    for row in rows:
        fields = {name: value for name, value in row.items() if name != "draw_id"}
        cases.setdefault(row["draw_id"], []).append(Case(**fields))
    return [Draw(**head, cases=tuple(cases[head["draw_id"]])) for head in heads]


def judgement_history(journal: Journal) -> list[Judgement]:
    """Return every judgement, in the order in which they were stored."""
    columns = [column for column in AUDIT_JUDGEMENT.c if column.name != "judgement_id"]
    query = sa.select(*columns).order_by(AUDIT_JUDGEMENT.c.judgement_id)
    return [Judgement(**row) for row in journal.rows(query)]


def latest_judgements(journal: Journal) -> dict[tuple[str, str], Judgement]:
    """Return the judgement that counts for each case: the one stored last."""
    return {given.case: given for given in judgement_history(journal)}


def store_sheet(
    journal: Journal, judged: Sequence[Judgement], rejected: Sequence[Rejected]
) -> None:
    """Add a sheet's judgements and its rejected rows, all or none."""

    def store(connection: sa.Connection) -> None:
        insert_rows(connection, AUDIT_JUDGEMENT, [asdict(given) for given in judged])
        insert_rows(connection, AUDIT_REJECTED, [asdict(row) for row in rejected])

    journal.write(store)


def rejected_rows(journal: Journal) -> list[Rejected]:
    """Return every row that could not be taken, in the order of the imports."""
    columns = [column for column in AUDIT_REJECTED.c if column.name != "rejected_id"]
    query = sa.select(*columns).order_by(AUDIT_REJECTED.c.rejected_id)
    return [Rejected(**row) for row in journal.rows(query)]
