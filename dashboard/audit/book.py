"""What was drawn and judged so far, from the journal; drawing, judging and taking sheets in."""

import datetime as dt
import logging
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.frame.view import View
from dashboard.reading import data
from queries.audit.agree import agreement_text, judges_agreement
from queries.audit.draw import NothingToDrawError, draw_audit
from queries.audit.sheet import drawn_contacts, level_words, sheet_file
from queries.audit.sheet_reading import SheetImport, import_sheet
from queries.errors import JournalError, QueryError
from queries.journal.audits import Draw, Judgement, draws, latest_judgements, store_sheet
from queries.journal.store import Journal, journal_of
from queries.warehouse import Warehouse

Key = tuple[str, str]


@dataclass(frozen=True)
class Book:
    """Every week drawn and the judgement that counts for each case.

    `problem` says why that cannot be read.
    """

    draws: tuple[Draw, ...] = ()
    judgements: Mapping[Key, Judgement] = field(default_factory=dict)
    problem: str = ""

    def of_week(self, week: dt.date) -> Draw | None:
        """The sample of a week, if it was drawn."""
        return next((draw for draw in self.draws if draw.week == week), None)

    def judged(self, draw: Draw, contact_id: str) -> Judgement | None:
        """What was said of a case last."""
        return self.judgements.get((draw.draw_id, contact_id))


def read(view: View) -> Book:
    """Everything drawn and judged. Not cached: somebody may judge at any moment."""
    journal = _journal(view)
    try:
        return Book(tuple(draws(journal)), latest_judgements(journal))
    except JournalError as error:
        return Book(problem=str(error))


def weeks(kept: Book, view: View) -> list[dt.date]:
    """The weeks that are over in the data and those drawn before; the newest first."""
    over = {week.start for week in view.choices.weeks if not week.is_running}
    return sorted(over | {draw.week for draw in kept.draws}, reverse=True)


def draw_week(week: dt.date, view: View) -> str:
    """Draw a week's sample; what went wrong, or nothing."""

    def work(journal: Journal) -> None:
        with Warehouse(view.build.path) as warehouse:
            draw_audit(warehouse, journal, _now(view), week)

    try:
        return _written(work, view)
    except NothingToDrawError:
        return view.words("audit.nothing_to_draw")
    except QueryError as error:
        logging.getLogger(__name__).exception("draw of %s", week)
        return view.words("audit.draw_failed", reason=type(error).__name__)


def judge(
    draw: Draw, contact_id: str, needed: str, level: int | None, note: str, view: View
) -> str:
    """Keep a judgement; what went wrong, or nothing. The same one again is not kept twice."""
    given = Judgement(draw.draw_id, contact_id, needed, _now(view), level, note or None)

    def work(journal: Journal) -> None:
        before = latest_judgements(journal).get(given.case)
        if before is None or _said(before) != _said(given):
            store_sheet(journal, [given], [])

    return _written(work, view)


def _said(given: Judgement) -> tuple[str, int | None, str | None]:
    return given.needed, given.needed_level, given.note


def take_in(name: str, sheet: bytes, view: View) -> SheetImport | str:
    """Take a filled sheet in: what became of its rows, or why it is no such sheet."""
    with tempfile.TemporaryDirectory() as folder:
        path = _put(folder, name, sheet)
        try:
            with Warehouse(view.build.path) as warehouse:
                return import_sheet(warehouse, _journal(view), path, _now(view), view.lang)
        except JournalError as error:
            return view.words("audit.journal_failed", reason=str(error))
        except QueryError as error:
            return str(error)


def agreement(sheets: Mapping[str, bytes], view: View) -> str:
    """How far two sheets agree, in words, or why one of them is no such sheet."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = (_put(folder, name, sheet) for name, sheet in sheets.items())
        try:
            return agreement_text(judges_agreement(first, second, view.lang), view.lang)
        except QueryError as error:
            return str(error)


def _put(folder: str, name: str, sheet: bytes) -> Path:
    path = Path(folder) / Path(name).name
    path.write_bytes(sheet)
    return path


def sheet(draw: Draw, view: View) -> bytes:
    """The sheet of a draw, as `minaoshi audit draw` writes it."""
    with Warehouse(view.build.path) as warehouse:
        return sheet_file(warehouse, draw, view.lang)


def contacts(draw: Draw, view: View) -> dict[str, dict[str, Any]]:
    """Day, category and channel of the contacts of a draw."""
    # Whoever starts afresh may draw the same week otherwise: its moment is part of what it is.
    which = f"{draw.draw_id} {draw.drawn_at.isoformat()}"
    return _contacts(view.build.path, view.build.build_id, which, draw)


@data.remembered
def _contacts(path: str, build_id: str, which: str, _draw: Draw) -> dict[str, dict[str, Any]]:
    with Warehouse(path) as warehouse:
        return drawn_contacts(warehouse, _draw)


def levels(view: View) -> dict[int, str]:
    """The levels a case may have needed, as people read them."""
    return _levels(view.build.path, view.build.build_id, view.lang)


@data.remembered
def _levels(path: str, build_id: str, lang: str) -> dict[int, str]:
    with Warehouse(path) as warehouse:
        return level_words(warehouse, lang)


def _written(work: Callable[[Journal], None], view: View) -> str:
    try:
        work(_journal(view))
    except JournalError as error:
        return view.words("audit.journal_failed", reason=str(error))
    return ""


def _now(view: View) -> dt.datetime:
    return dt.datetime.now(ZoneInfo(view.build.time_zone))


def _journal(view: View) -> Journal:
    return journal_of(Path(view.build.path))
