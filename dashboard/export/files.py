"""Tables as files: CSV in three encodings, and a workbook that says what it holds."""

import io
from collections.abc import Sequence

import polars as pl
import xlsxwriter

# A cell that begins with one of these is a formula to a spreadsheet, whoever wrote it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
ENCODINGS = {"csv_bom": "utf-8-sig", "csv_cp932": "cp932", "csv_utf8": "utf-8"}
_WIDEST = 60


def safe(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with texts that no spreadsheet takes for a formula; numbers stay numbers."""
    return rows.with_columns(
        pl.when(_is_formula(pl.col(name)))
        .then("'" + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
        for name, kind in rows.schema.items()
        if kind == pl.String
    )


def _is_formula(text: pl.Expr) -> pl.Expr:
    return pl.any_horizontal(text.str.starts_with(sign) for sign in _FORMULA)


def as_csv(rows: pl.DataFrame, encoding: str) -> tuple[bytes, int]:
    """The rows as CSV, and how many characters the encoding could not write (they are `?` then)."""
    text = safe(rows).write_csv(line_terminator="\r\n")
    lost = sum(1 for sign in text if not _writable(sign, encoding))
    return text.encode(encoding, errors="replace"), lost


def _writable(sign: str, encoding: str) -> bool:
    if sign.isascii():
        return True
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def as_workbook(about: Sequence[tuple[str, str]], name: str, rows: pl.DataFrame) -> bytes:
    """A workbook: what it is, by which filters and definitions, and the rows on a second sheet."""
    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        strong = book.add_format({"bold": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        first = book.add_worksheet(about[0][0][:31])
        first.set_column(0, 0, 24)
        first.set_column(1, 1, 90)
        for place, (label, text) in enumerate(about[1:]):
            first.write_string(place, 0, label, strong)
            first.write_string(place, 1, text, wrapped)
        _write_rows(book, name, rows)
    return file.getvalue()


def _write_rows(book: xlsxwriter.Workbook, name: str, rows: pl.DataFrame) -> None:
    sheet = book.add_worksheet(name[:31])
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, (header, kind) in enumerate(rows.schema.items()):
        sheet.write_string(0, column, header, head)
        widest = max((len(str(value)) for value in rows[header].head(200)), default=0)
        sheet.set_column(column, column, min(max(2 * len(header), widest) + 2, _WIDEST))
        for row, value in enumerate(rows[header], start=1):
            if value is None:
                continue
            if kind == pl.Date:
                sheet.write_datetime(row, column, value, day)
            elif kind.is_numeric():
                sheet.write_number(row, column, value)
            else:
                sheet.write_string(row, column, str(value))
    sheet.freeze_panes(1, 0)
    if rows.height:
        sheet.autofilter(0, 0, rows.height, max(rows.width - 1, 0))
