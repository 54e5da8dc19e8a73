"""Reads a sheet of judgements back: good rows are taken, bad ones are kept and named."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import fastexcel

from queries.audit.sheet import COLUMNS, level_words
from queries.audit.words import LANGUAGES, codes, plain, say, words_of
from queries.errors import QueryError
from queries.journal.audits import Draw, Judgement, Rejected, draws, latest_judgements, store_sheet
from queries.journal.store import Journal
from queries.warehouse import Warehouse

_REQUIRED: Final = ("draw", "contact", "needed")
_LEVEL: Final = re.compile(r"(\d+)(?:\.0+)?(?!\d)")
Cells = Mapping[str, str]


@dataclass
class SheetImport:
    """What became of a sheet's rows; `blank` ones are not judged yet."""

    lang: str
    judged: list[Judgement] = field(default_factory=list)
    unchanged: int = 0
    blank: int = 0
    rejected: list[Rejected] = field(default_factory=list)

    def text(self) -> str:
        """Return the counts, then every row that was not taken with its reason."""
        counts = say(
            self.lang,
            "imported",
            stored=len(self.judged),
            unchanged=self.unchanged,
            blank=self.blank,
            rejected=len(self.rejected),
        )
        rows = [
            say(self.lang, "row", row=row.row_number, reason=row.reason) for row in self.rejected
        ]
        return "\n".join([counts, *rows])


class _RowError(Exception):
    """Why a row cannot be taken."""


def import_sheet(
    warehouse: Warehouse, journal: Journal, path: Path, judged_at: dt.datetime, lang: str
) -> SheetImport:
    """Store what a sheet says and return what became of its rows.

    A judgement that is on record already is not stored again. Raises QueryError where the file
    is no such sheet.
    """
    found = SheetImport(lang)
    drawn = {draw.draw_id: draw for draw in draws(journal)}
    before = latest_judgements(journal)
    levels = level_words(warehouse, lang)
    seen: set[tuple[str, str]] = set()
    for number, cells in sheet_rows(path, lang):
        try:
            given = _judgement(cells, drawn, levels, judged_at, lang)
            _require_first(given, cells, seen, lang)
        except _RowError as error:
            whole = json.dumps(dict(cells), ensure_ascii=False)
            found.rejected.append(Rejected(path.name, number, whole, str(error), judged_at))
            continue
        if given is None:
            found.blank += 1
        elif _says(before.get(given.case)) == _says(given):
            found.unchanged += 1
        else:
            found.judged.append(given)
    if found.judged or found.rejected:
        store_sheet(journal, found.judged, found.rejected)
    return found


def _says(given: Judgement | None) -> tuple[str, int | None, str | None] | None:
    return None if given is None else (given.needed, given.needed_level, given.note)


def _require_first(
    given: Judgement | None, cells: Cells, seen: set[tuple[str, str]], lang: str
) -> None:
    if given is None:
        return
    if given.case in seen:
        raise _wrong(lang, "twice", "contact", cells)
    seen.add(given.case)


def _judgement(
    cells: Cells,
    drawn: Mapping[str, Draw],
    levels: Mapping[int, str],
    judged_at: dt.datetime,
    lang: str,
) -> Judgement | None:
    """Return what a row says; None for one that is still blank."""
    draw = drawn.get(cells["draw"])
    if draw is None:
        raise _wrong(lang, "no_draw", "draw", cells)
    if cells["contact"] not in {case.contact_id for case in draw.cases}:
        raise _wrong(lang, "no_contact", "contact", cells)
    if not cells["needed"]:
        if cells["level"] or cells["note"]:
            raise _wrong(lang, "not_judged", "needed", cells)
        return None
    needed = codes("needed").get(plain(cells["needed"]))
    if needed is None:
        raise _wrong(lang, "no_word", "needed", cells, words_of("needed", lang))
    level = _level(cells, levels, lang)
    if level is not None and needed != "yes":
        raise _wrong(lang, "level_without_yes", "level", cells)
    note = cells["note"] or None
    return Judgement(draw.draw_id, cells["contact"], needed, judged_at, level, note)


def _level(cells: Cells, levels: Mapping[int, str], lang: str) -> int | None:
    if not cells["level"]:
        return None
    number = _LEVEL.match(plain(cells["level"]))
    level = int(number[1]) if number else None
    if level not in levels:
        raise _wrong(lang, "no_level", "level", cells, list(levels.values()))
    return level


def _wrong(
    lang: str, key: str, column: str, cells: Cells, words: list[str] | None = None
) -> _RowError:
    header = say(lang, f"column.{column}")
    text = say(lang, key, column=header, value=cells[column], words=", ".join(words or []))
    return _RowError(text)


def sheet_rows(path: Path, lang: str) -> list[tuple[int, Cells]]:
    """Return the rows with their numbers as the spreadsheet shows them; empty ones are left out.

    Raises QueryError where the file is no such sheet.
    """
    try:
        sheet = fastexcel.read_excel(path).load_sheet(
            0, header_row=None, skip_rows=0, dtypes="string"
        )
    except (fastexcel.FastExcelError, OSError) as error:
        why = str(error).splitlines()[0]
        raise QueryError(say(lang, "unreadable", file=path.name, why=why)) from error
    # A sheet holds its errors, such as #REF!, as nulls; a judgement there reads as blank.
    header, *rows = sheet.to_polars().rows() or [()]
    names = {plain(say(word, f"column.{name}")): name for name in COLUMNS for word in LANGUAGES}
    places = {names.get(plain(cell or "")): place for place, cell in enumerate(header)}
    missing = [say(lang, f"column.{name}") for name in _REQUIRED if name not in places]
    if missing:
        raise QueryError(say(lang, "no_columns", file=path.name, columns=", ".join(missing)))
    read: list[tuple[int, Cells]] = []
    for number, row in enumerate(rows, start=2):
        cells = {
            name: (row[places[name]] or "").strip() if name in places else "" for name in COLUMNS
        }
        if any(cells.values()):
            read.append((number, cells))
    return read
