"""Writes the form as a workbook: drop-downs, what each column means, and the rows so far."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from queries.journal.recorded import Request
from queries.recording.form import CLOCKS, CODED, COLUMNS, REQUIRED, Vocabulary, offers, text_of
from queries.recording.words import say

# Rows that have their drop-downs: some weeks of a middling center.
ROWS: Final = 1000
# Cells come from people and logs: nothing in them may begin to calculate or to link.
OPTIONS: Final = {"strings_to_formulas": False, "strings_to_urls": False}
_WIDTHS: Final = {
    "contact_id": 22,
    "target": 20,
    "reason": 20,
    "not_reached": 24,
    "asked_again": 24,
}
_USUAL_WIDTH: Final = 14
# Older spreadsheets cut what is said beside a cell.
_LONGEST_HELP: Final = 255


def form_file(lang: str, vocabulary: Vocabulary, rows: Sequence[Request] = ()) -> bytes:
    """Return the form as an XLSX file: empty, or with rows that are recorded already."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {**OPTIONS, "in_memory": True}) as book:
        # A fixed date keeps the file the same for the same rows.
        book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})
        add_form(book, lang, vocabulary, rows)
    return file.getvalue()


def add_form(book: Any, lang: str, vocabulary: Vocabulary, rows: Sequence[Request] = ()) -> None:
    """Add the form to a workbook: the sheet to fill in, how to, and what the drop-downs offer."""
    page = book.add_worksheet(say(lang, "sheet"))
    _write_guide(book, lang)
    ranges = _write_choices(book, lang, vocabulary)
    _write_headers(book, page, lang)
    for column, name in enumerate(COLUMNS):
        rule = _rule(name, ranges.get(name), lang)
        page.data_validation(1, column, max(ROWS, len(rows)), column, rule)
    for number, given in enumerate(rows, start=1):
        _write_row(page, number, given, lang)


def _write_headers(book: Any, page: Any, lang: str) -> None:
    strong = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
    required = book.add_format({**strong, "bg_color": "#DDE6F0"})
    other = book.add_format(strong)
    formats = {
        "asked_on": book.add_format({"num_format": "yyyy/mm/dd"}),
        **dict.fromkeys(CLOCKS, book.add_format({"num_format": "hh:mm"})),
        # A number with zeros in front of it must keep them.
        "contact_id": book.add_format({"num_format": "@"}),
        "rule_id": book.add_format({"num_format": "@"}),
    }
    for column, name in enumerate(COLUMNS):
        width = _WIDTHS.get(name, _USUAL_WIDTH)
        page.set_column(column, column, width, formats.get(name))
        header = required if name in REQUIRED else other
        page.write_string(0, column, say(lang, f"column.{name}"), header)
    page.freeze_panes(1, 1)


def _rule(name: str, choices: str | None, lang: str) -> dict[str, Any]:
    """Return what a cell accepts; only words that mean something to us are insisted on."""
    said = {
        "input_title": say(lang, f"column.{name}")[:32],
        "input_message": say(lang, f"help.{name}")[:_LONGEST_HELP],
    }
    if choices is not None:
        return {**said, "validate": "list", "source": choices, "show_error": name in CODED}
    if name == "asked_on":
        earliest = dt.date(2000, 1, 1)
        return {**said, "validate": "date", "criteria": ">=", "value": earliest}
    if name in CLOCKS:
        whole_day = {"minimum": dt.time(), "maximum": dt.time(23, 59, 59)}
        return {**said, "validate": "time", "criteria": "between", **whole_day}
    return {**said, "validate": "any"}


def _write_row(page: Any, number: int, given: Request, lang: str) -> None:
    for column, name in enumerate(COLUMNS):
        value = getattr(given, name)
        if isinstance(value, dt.date | dt.time):
            page.write_datetime(number, column, value)
        elif text := text_of(name, given, lang):
            page.write_string(number, column, text)


def _write_choices(book: Any, lang: str, vocabulary: Vocabulary) -> dict[str, str]:
    """Return where each column's choices stand: a list in a cell's own rule may not be long."""
    sheet = say(lang, "lists_sheet")
    page = book.add_worksheet(sheet)
    bold = book.add_format({"bold": True})
    ranges: dict[str, str] = {}
    for name in COLUMNS:
        words = offers(name, vocabulary, lang)
        if words:
            column = len(ranges)
            page.write_string(0, column, say(lang, f"column.{name}"), bold)
            page.write_column(1, column, words)
            ranges[name] = f"='{sheet}'!{xl_range_abs(1, column, len(words), column)}"
    page.set_column(0, max(len(ranges) - 1, 0), 22)
    if vocabulary.rules:
        _write_titles(page, len(ranges) + 1, vocabulary, lang, bold)
    return ranges


def _write_titles(page: Any, column: int, vocabulary: Vocabulary, lang: str, bold: Any) -> None:
    """What the rules are called, beside their numbers: nobody knows all numbers by heart."""
    page.write_string(0, column, say(lang, "column.rule_id"), bold)
    page.write_string(0, column + 1, say(lang, "rule_title"), bold)
    page.write_column(1, column, [rule for rule, _ in vocabulary.rules])
    page.write_column(1, column + 1, [title for _, title in vocabulary.rules])
    page.set_column(column + 1, column + 1, 40)


def _write_guide(book: Any, lang: str) -> None:
    page = book.add_worksheet(say(lang, "guide_sheet"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "valign": "top"})
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 90)
    lines = say(lang, "guide").strip().splitlines()
    for number, line in enumerate(lines):
        if line:
            page.merge_range(number, 0, number, 1, line, wrapped)
    for number, name in enumerate(COLUMNS, start=len(lines) + 1):
        page.write_string(number, 0, say(lang, f"column.{name}"), bold)
        page.write_string(number, 1, say(lang, f"help.{name}"), wrapped)
