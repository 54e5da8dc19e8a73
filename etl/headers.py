"""Where the headers of a text file stand, and what separates its cells: found, never guessed.

A mapping names headers. The first row that holds all that it cannot do without is the row of the
headers, and what separates the cells there separates them everywhere. Titles and notes above it
are left out.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from etl.encodings import open_plain
from etl.errors import EtlError
from etl.grammar import Mapping, Source

# What is declared as this is found in the file.
DETECT = "detect"
FOUND = 0
_DELIMITERS = {
    ",": "commas",
    "\t": "tabs",
    ";": "semicolons",
    "|": "bars",
    "^": "carets",
    "~": "tildes",
}
_ROWS_LOOKED_AT = 30


# What a file must have: of each set at least one header.
Needed = frozenset[frozenset[str]]


def needed_headers(mapping: Mapping) -> Needed:
    """The headers without which the mapping cannot read a file."""
    needed = [column for column in mapping.columns if not column.is_optional]
    days = [(column.header, *column.other_headers) for column in needed]
    clocks = [(c.time_header, *c.other_time_headers) for c in needed if c.time_header]
    return frozenset(frozenset(names) for names in (*days, *clocks))


def _fit(needed: Needed, cells: list[str]) -> bool:
    found = {cell.strip() for cell in cells}
    return all(names & found for names in needed)


def located(text_file: Path, source: Source, needed: Needed) -> Source:
    """Return `source` with the delimiter and the row of the headers of this very file.

    What the mapping declares stands. Where no row holds all headers, cells are taken to be
    separated by commas and the headers to stand in the first row: what is missing is told then.
    Raises EtlError where the file is not UTF-8.
    """
    delimiters = list(_DELIMITERS) if source.delimiter == DETECT else [source.delimiter]
    for delimiter in delimiters:
        row = source.header_row or _row_of(needed, text_file, delimiter)
        if row and _holds(needed, text_file, delimiter, row):
            return replace(source, delimiter=delimiter, header_row=row)
    return replace(source, delimiter=delimiters[0], header_row=source.header_row or 1)


def _row_of(needed: Needed, text_file: Path, delimiter: str) -> int:
    """The first row that holds all headers, from 1; 0 where there is none."""
    for number, cells in enumerate(_first_rows(text_file, delimiter), start=1):
        if _fit(needed, cells):
            return number
    return 0


def _holds(needed: Needed, text_file: Path, delimiter: str, row: int) -> bool:
    cells = next(islice(_first_rows(text_file, delimiter), row - 1, None), [])
    return _fit(needed, cells)


def told(name: str, found: Source, declared: Source) -> Iterable[str]:
    """What was found of a file that nobody had declared and that is not the usual."""
    if declared.delimiter == DETECT and found.delimiter != ",":
        yield f"{name}: its cells are separated by {_DELIMITERS[found.delimiter]}."
    if declared.header_row == FOUND and found.header_row > 1:
        above = found.header_row - 1
        yield f"{name}: its headers stand in row {found.header_row}; {above} rows above left out."


def _first_rows(text_file: Path, delimiter: str) -> Iterator[list[str]]:
    with open_plain(text_file) as file:
        lines = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            yield from islice(csv.reader(lines, delimiter=delimiter), _ROWS_LOOKED_AT)
        except UnicodeDecodeError:
            raise EtlError(
                f"{text_file}: not UTF-8. Declare the encoding: [source] encoding."
            ) from None
        except csv.Error:
            # A cell beyond all measure: with this delimiter it is no list.
            return
