"""Writes the sheet on which a week's contacts are judged: drop-downs, no person in it."""

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from queries.audit.words import say, words_of
from queries.errors import QueryError
from queries.journal.audits import Draw
from queries.warehouse import Warehouse

COLUMNS: Final = ("draw", "contact", "day", "category", "channel", "needed", "level", "note")
_WIDTHS: Final = (18, 20, 12, 18, 12, 30, 26, 60)
_CONTACTS: Final = Path(__file__).with_name("contacts.sql")


def level_words(warehouse: Warehouse, lang: str) -> dict[int, str]:
    """Return how each level above the first is written, such as `2 Team leader`."""
    rows = warehouse.table("facts.dim_level").sort("level").to_dicts()
    return {
        row["level"]: f"{row['level']} {row[f'name_{lang}']}" for row in rows if row["level"] > 1
    }


def drawn_contacts(warehouse: Warehouse, draw: Draw) -> dict[str, dict[str, Any]]:
    """Return day, category and channel of the contacts drawn; those that are gone are left out."""
    ids = [case.contact_id for case in draw.cases]
    rows = warehouse.query(_CONTACTS.read_text(encoding="utf-8"), {"contact_ids": ids}).to_dicts()
    return {row["contact_id"]: row for row in rows}


def sheet_file(warehouse: Warehouse, draw: Draw, lang: str) -> bytes:
    """Return what `write_sheet` writes, for a reader who takes it away from a page."""
    file = io.BytesIO()
    _write(warehouse, draw, file, lang)
    return file.getvalue()


def write_sheet(warehouse: Warehouse, draw: Draw, path: Path, lang: str) -> None:
    """Write the contacts of a draw; the same draw gives the same file.

    Raises QueryError where the file cannot be written.
    """
    try:
        _write(warehouse, draw, path, lang)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        raise QueryError(say(lang, "no_file", file=path, why=error)) from error


def _write(warehouse: Warehouse, draw: Draw, place: Path | io.BytesIO, lang: str) -> None:
    ids = [case.contact_id for case in draw.cases]
    known = drawn_contacts(warehouse, draw)
    levels = list(level_words(warehouse, lang).values())
    # Cells come from a log: nothing in them may begin to calculate or to link.
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(place, options) as file:
        file.set_properties({"created": dt.datetime.combine(draw.week, dt.time(), dt.UTC)})
        page = file.add_worksheet(say(lang, "sheet"))
        for number, contact_id in enumerate(ids, start=1):
            cells = _cells(draw.draw_id, contact_id, known.get(contact_id, {}))
            for column, value in enumerate(cells):
                page.write_string(number, column, value)
        _dress(file, page, len(ids), levels, lang)
        _write_guide(file, lang)


def _cells(draw_id: str, contact_id: str, row: dict[str, Any]) -> list[str]:
    about = (row.get(name) for name in ("day", "category", "channel"))
    return [draw_id, contact_id, *("" if value is None else str(value) for value in about)]


def _dress(file: Any, page: Any, rows: int, levels: Sequence[str], lang: str) -> None:
    """Write the headers and the drop-downs."""
    bold = file.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, say(lang, f"column.{name}"), bold)
    page.freeze_panes(1, 2)
    choices = {"needed": words_of("needed", lang), "level": list(levels)}
    for name, words in choices.items():
        column = COLUMNS.index(name)
        if words:
            page.data_validation(1, column, rows, column, {"validate": "list", "source": words})


def _write_guide(file: Any, lang: str) -> None:
    page = file.add_worksheet(say(lang, "guide_sheet"))
    page.set_column(0, 0, 100)
    for number, line in enumerate(say(lang, "guide").splitlines()):
        page.write_string(number, 0, line)
