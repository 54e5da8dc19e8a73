"""The two sheets as they are in a file: their headers, and every row with its number."""

import csv
import difflib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import fastexcel

from etl.encodings import resolve_encoding
from etl.errors import EtlError
from etl.rules.problems import Problems
from etl.rules.words import header_names, plain, sheet_names

# A title and a line of notes may stand above the headers.
HEADER_ROWS: Final = 10
Row = list[str | None]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its headers as they are written, and its rows with their numbers."""

    name: str
    headers: dict[str, str]
    rows: list[tuple[int, dict[str, str | None]]]


def read_sheet(path: Path, kind: str, problems: Problems) -> Sheet | None:
    """Return the sheet `rule` or `route` of a workbook or of CSV files; None when it is not there.

    Raises EtlError when the file cannot be read or has no row of headers.
    """
    if not path.exists():
        raise EtlError(problems.said("no_file", file=path.name))
    if path.is_dir() or path.suffix.lower() in (".csv", ".tsv", ".txt"):
        found = _read_csv(path, kind, problems)
    else:
        found = _read_workbook(path, kind, problems)
    if found is None:
        return None
    name, rows = found
    keys = {plain(word): key for key, words in header_names(kind).items() for word in words}
    at = _header_at(rows, keys)
    if at is None:
        column = header_names(kind)["rule_id"][0]
        raise EtlError(
            problems.said("no_header", file=path.name, sheet=name, column=column, rows=HEADER_ROWS)
        )
    headers = _headers(rows[at], keys, name, problems)
    return Sheet(name, {key: header for key, header, _ in headers}, _rows(rows, at, headers))


def _header_at(rows: list[Row], keys: dict[str, str]) -> int | None:
    for number, row in enumerate(rows[:HEADER_ROWS]):
        known = {keys.get(plain(cell or "")) for cell in row}
        if {"rule_id"} < known - {None}:
            return number
    return None


def _headers(
    row: Row, keys: dict[str, str], sheet: str, problems: Problems
) -> list[tuple[str, str, int]]:
    """Return key, header and position of every known column; the others are noted."""
    found: dict[str, tuple[str, str, int]] = {}
    unknown = []
    for position, cell in enumerate(row):
        header = " ".join((cell or "").split())
        key = keys.get(plain(header))
        if key in found:
            problems.add("column_twice", sheet=sheet, column=header)
        elif key is not None:
            found[key] = (key, header, position)
        elif header:
            unknown.append(header)
    free = {name: key for name, key in keys.items() if key not in found}
    for header in unknown:
        near = difflib.get_close_matches(plain(header), free, n=1, cutoff=0.75)
        if near:
            problems.add("near_column", sheet=sheet, column=header, near=near[0])
        else:
            problems.note("unread_column", sheet=sheet, column=header)
    return list(found.values())


def _rows(
    rows: list[Row], at: int, headers: list[tuple[str, str, int]]
) -> list[tuple[int, dict[str, str | None]]]:
    named = []
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        cells = {key: row[place] if place < len(row) else None for key, _, place in headers}
        if any(cell and cell.strip() for cell in cells.values()):
            named.append((number, cells))
    return named


def _read_workbook(path: Path, kind: str, problems: Problems) -> tuple[str, list[Row]] | None:
    try:
        book = fastexcel.read_excel(path)
    except (fastexcel.FastExcelError, OSError) as error:
        why = str(error).splitlines()[0]
        raise EtlError(problems.said("unreadable", file=path.name, why=why)) from error
    wanted = {plain(word) for word in sheet_names(f"{kind}s")}
    names = [name for name in book.sheet_names if plain(name) in wanted]
    if not names:
        _require(path, kind, book.sheet_names, problems)
        return None
    # Without `skip_rows` empty rows on top are left out, and row numbers would be wrong.
    sheet = book.load_sheet(names[0], header_row=None, skip_rows=0, dtypes="string")
    rows: list[Row] = [list(row) for row in sheet.to_polars().rows()]
    errors = sheet.to_arrow_with_errors()[1]
    for wrong in errors.errors if errors else ():
        number, column = wrong.position
        problems.cell_error(names[0], number + 1, rows, column)
    return names[0], rows


def _require(path: Path, kind: str, found: list[str], problems: Problems) -> None:
    """Raise EtlError when it is the rules that are not there; routes may be left out."""
    if kind == "rule":
        name, there = sheet_names("rules")[0], ", ".join(found)
        raise EtlError(problems.said("no_sheet", file=path.name, sheet=name, found=there))


def _read_csv(path: Path, kind: str, problems: Problems) -> tuple[str, list[Row]] | None:
    file = _csv_file(path, kind)
    if file is None:
        folder = path if path.is_dir() else path.parent
        _require(path, kind, sorted(item.name for item in folder.glob("*.csv")), problems)
        return None
    try:
        text = file.read_bytes().decode(resolve_encoding(file, "detect"))
        lines = io.StringIO(text.lstrip("\ufeff"), newline="")
        rows: list[Row] = [list(row) for row in csv.reader(lines, strict=True)]
    except (OSError, UnicodeDecodeError, csv.Error, EtlError) as error:
        raise EtlError(problems.said("unreadable", file=file.name, why=str(error))) from error
    return file.stem, rows


def _csv_file(path: Path, kind: str) -> Path | None:
    """Return the file of a sheet: in the folder, or the file given and the one beside it."""
    wanted = {plain(word) for word in sheet_names(f"{kind}s")}
    if path.is_file() and (kind == "rule") != (plain(path.stem) in _route_names()):
        return path
    folder = path if path.is_dir() else path.parent
    files = sorted(folder.glob("*.csv")) if folder.is_dir() else []
    return next((file for file in files if plain(file.stem) in wanted), None)


def _route_names() -> set[str]:
    return {plain(word) for word in sheet_names("routes")}
