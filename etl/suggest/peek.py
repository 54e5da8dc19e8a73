"""The first rows of a file that nobody has mapped: where its headers stand and what parts them."""

import csv
import io
import tempfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import polars as pl

from etl import formats
from etl.encodings import as_utf8, open_plain, resolve_encoding, with_line_feeds
from etl.errors import EtlError
from etl.extract import unique_headers
from etl.grammar import Source
from etl.suggest.headings import meanings

LOOKED_AT: Final = 5_000
_TOP: Final = 30
_DELIMITERS: Final = (",", "\t", ";", "|", "^", "~")


@dataclass(frozen=True)
class Peek:
    """The first rows of a file under their headers, every cell as text.

    `encoding` as found; `header_row` counts from 1; `notes` say what was found besides.
    """

    file: str
    rows: pl.DataFrame
    encoding: str
    delimiter: str
    header_row: int
    notes: tuple[str, ...] = ()


def peek(path: Path, encoding: str = "detect", sheet: str | None = None) -> Peek:
    """Return the first rows of a file. Raises EtlError where it cannot be read or has no rows."""
    source = Source(contact=("",), encoding=encoding, sheet=sheet)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if not path.is_file():
            raise EtlError(f"{path}: no such file. Check the path.")
        inner = formats.unpacked(path, scratch)
        notes: tuple[str, ...] = ()
        delimiters: tuple[str, ...] = _DELIMITERS
        if formats.is_table(inner):
            found, text = "utf-8", formats.as_csv(inner, source, scratch)
            notes = tuple(formats.unread_sheets(inner, source))
            delimiters = (formats.DELIMITER,)
        else:
            found = resolve_encoding(inner, encoding)
            text = with_line_feeds(as_utf8(inner, found, scratch), scratch)
        delimiter, row = _headers_at(text, delimiters)
        cells = _cells(text, delimiter, row + LOOKED_AT)
    rows = _under_headers(cells, row, path)
    return Peek(path.name, rows, found, delimiter, row, notes)


def _cells(text: Path, delimiter: str, most: int) -> list[list[str]]:
    with open_plain(text) as file:
        lines = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", errors="replace")
        try:
            return list(islice(csv.reader(lines, delimiter=delimiter), most))
        except csv.Error:
            # A cell beyond all measure: with this delimiter it is no list.
            return []


def _headers_at(text: Path, delimiters: tuple[str, ...]) -> tuple[str, int]:
    """The delimiter and the row whose cells are most like headers that are known.

    Where none is known: the first row with as many cells as most rows have.
    """
    best, found = (0.0, 0), (delimiters[0], 1)
    for delimiter in delimiters:
        top = _cells(text, delimiter, _TOP)
        width = max((len(cells) for cells in top), default=0)
        for place, cells in enumerate(top, start=1):
            filled = [cell for cell in cells if cell.strip()]
            sure = sum(
                (meanings(c).best or ("", 0.5 if meanings(c).doubt else 0))[1] for c in filled
            )
            whole = len(filled) if len(filled) >= max(2, width - 1) and len(top) > 1 else 0
            score = (sure, whole - place)
            if len(filled) > 1 and score > best:
                best, found = score, (delimiter, place)
    return found


def _under_headers(cells: list[list[str]], row: int, path: Path) -> pl.DataFrame:
    if len(cells) <= row:
        raise EtlError(
            f"{path}: holds no rows below its headers. Choose a file with at least a few rows, so "
            "that its cells can be looked at."
        )
    headers = unique_headers(cells[row - 1])
    rows = [line[: len(headers)] + [""] * (len(headers) - len(line)) for line in cells[row:]]
    kept = [line for line in rows if any(cell.strip() for cell in line)]
    return pl.DataFrame(kept, schema=dict.fromkeys(headers, pl.String), orient="row")
