"""`minaoshi quarantine`: rows that could not be used, shown with their reasons and taken away."""

import argparse
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import polars as pl
import xlsxwriter

from etl.errors import EtlError
from etl.pipeline import store_of
from etl.store import read_loads
from queries.options import Commands, add_action, add_command, add_warehouse

DONE: Final = 0
ENCODINGS: Final = ("utf-8-sig", "utf-8", "cp932", "euc_jp", "utf-16")
_MOST_SHOWN = 20
_LONGEST = 200
# What stands beside the cells of a row, under headers that no source has.
_BESIDE: Final = ("@file", "@row", "@reason")


def add_commands(commands: Commands) -> None:
    """Give the command its own commands."""
    parser = add_command(commands, "quarantine", "rows that could not be used, and why")
    add_warehouse(parser)
    parser.set_defaults(run=run_list)
    actions = parser.add_subparsers(title="actions", metavar="list | export")
    add_action(actions, "list", "show them, file by file", run_list)
    words = "write them with their cells and reasons, to be corrected and loaded again"
    add_action(actions, "export", words, run_export, _add_export_options)


def _add_export_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="FILE", help="FILE.csv or FILE.xlsx")
    parser.add_argument("--mapping", help="only rows read with this mapping")
    parser.add_argument("--encoding", choices=ENCODINGS, default=ENCODINGS[0], help="of a CSV")


def run_list(given: argparse.Namespace) -> int:
    """Print the rows, file by file."""
    print(listed(set_aside(given.warehouse)))
    return DONE


def run_export(given: argparse.Namespace) -> int:
    """Write the rows and print where they are and what the encoding could not hold."""
    rows = set_aside(given.warehouse)
    if given.mapping is not None:
        rows = rows.filter(mapping=given.mapping)
    lost = export(rows, given.path, given.encoding)
    print(f"{given.path}: {rows.height:,} rows")
    if lost:
        print(f"{lost:,} characters have no place in {given.encoding} and are written as ?")
    return DONE


def set_aside(warehouse: Path) -> pl.DataFrame:
    """Return a line per row that could not be used, in the order of loads, files and rows.

    Columns: mapping, source_file, source_row, reasons (a text, parted by "; "), raw (its cells as
    JSON, personal values made unreadable). A row that a later load has read again is there twice.
    """
    frames = [
        pl.read_parquet(path)
        .sort("source_file", "source_row")
        .with_columns(pl.lit(load.mapping).alias("mapping"))
        for load in read_loads(store_of(warehouse))
        if (path := load.folder / "quarantine.parquet").exists()
    ]
    names = ["mapping", "source_file", "source_row", "reasons", "raw"]
    if not frames:
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String) | {"source_row": pl.Int64})
    return pl.concat(frames).select(names)


def listed(rows: pl.DataFrame) -> str:
    """Return the rows in words: each file's reasons by their count, then its first rows."""
    if rows.is_empty():
        return "No row is set aside."
    return "\n".join(line for part in _by_file(rows) for line in _file_lines(part))


def _by_file(rows: pl.DataFrame) -> list[pl.DataFrame]:
    return rows.partition_by("mapping", "source_file", maintain_order=True)


def _file_lines(rows: pl.DataFrame) -> Iterator[str]:
    file, mapping = rows["source_file"][0], rows["mapping"][0]
    yield f"{file} (mapping {mapping}): {rows.height:,} rows set aside"
    counts = rows["reasons"].value_counts(sort=True)
    for reasons, count in counts.sort("count", "reasons", descending=[True, False]).iter_rows():
        yield f"  {reasons}: {count:,}"
    for row in rows.head(_MOST_SHOWN).iter_rows(named=True):
        cells = ", ".join(f"{name}: {value}" for name, value in _cells(row).items() if value)
        cut = cells if len(cells) <= _LONGEST else f"{cells[:_LONGEST]}…"
        yield f"  row {row['source_row']} ({row['reasons']}): {cut}"
    if rows.height > _MOST_SHOWN:
        more = rows.height - _MOST_SHOWN
        yield f"  and {more:,} more: `minaoshi quarantine export` writes them all"


def _cells(row: dict[str, Any]) -> dict[str, str | None]:
    cells: dict[str, str | None] = json.loads(row["raw"] or "{}")
    return cells


def export(rows: pl.DataFrame, path: Path, encoding: str) -> int:
    """Write the rows under the headers of their source; return how many characters were lost.

    Raises EtlError for rows of several mappings, whose headers differ, for another kind of file,
    and where the file cannot be written.
    """
    mappings = rows["mapping"].unique().sort().to_list()
    if len(mappings) > 1:
        raise EtlError(f"rows of several mappings: name one with --mapping: {', '.join(mappings)}.")
    table = list(_table(rows))
    try:
        if path.suffix.lower() == ".xlsx":
            _write_workbook(table, path)
            return 0
        if path.suffix.lower() != ".csv":
            raise EtlError(f"{path}: neither .csv nor .xlsx. Name one of these.")
        file = io.StringIO(newline="")
        csv.writer(file).writerows(table)
        text = file.getvalue()
        path.write_bytes(text.encode(encoding, errors="replace"))
        return sum(not _fits(character, encoding) for character in text)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        raise EtlError(f"{path}: cannot be written ({error}). Name another place.") from None


def _fits(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _table(rows: pl.DataFrame) -> Iterator[list[str]]:
    found = [(row, _cells(row)) for row in rows.iter_rows(named=True)]
    headers = list(dict.fromkeys(name for _, cells in found for name in cells))
    yield [*headers, *_BESIDE]
    for row, cells in found:
        beside = (row["source_file"], str(row["source_row"]), row["reasons"])
        yield [*((cells.get(name) or "") for name in headers), *beside]


def _write_workbook(table: list[list[str]], path: Path) -> None:
    # Cells come from a log: nothing in them may begin to calculate or to link.
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as file:
        page = file.add_worksheet()
        for number, cells in enumerate(table):
            for column, cell in enumerate(cells):
                page.write_string(number, column, cell)
