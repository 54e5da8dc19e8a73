"""`minaoshi template`: one workbook to begin with, the recording form and the two rule sheets."""

import argparse
import datetime as dt
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from etl.errors import EtlError
from etl.pipeline import store_of
from etl.rules.book import Book, read_book
from etl.rules.export import add_sheets
from queries.options import Commands, add_command, add_warehouse
from queries.recording.form import Vocabulary, vocabulary_of
from queries.recording.sheet import OPTIONS, add_form
from queries.warehouse import Warehouse

DONE: Final = 0


def add_commands(commands: Commands) -> None:
    """Give the command its options."""
    words = "write a workbook to fill in: the recording form and the rule sheets"
    parser = add_command(commands, "template", words)
    parser.add_argument("path", type=Path, metavar="BOOK.xlsx")
    parser.add_argument("--lang", choices=("ja", "en"), default="ja")
    add_warehouse(parser)
    parser.set_defaults(run=run_template)


def run_template(given: argparse.Namespace) -> int:
    """Write the workbook and print where it is."""
    write_template(given.path, given.warehouse, given.lang)
    print(given.path)
    return DONE


def write_template(path: Path, warehouse: Path, lang: str) -> None:
    """Write the form, what its drop-downs offer, and the sheets of rules and routes.

    Roles, rules and items are those of the warehouse, where there is one; without it the form has
    the usual items and the sheets are empty. Raises EtlError where the file cannot be written.
    """
    vocabulary, book = Vocabulary(), Book()
    if warehouse.exists():
        with Warehouse(warehouse) as known:
            vocabulary = vocabulary_of(known)
        book = read_book(store_of(warehouse))
    try:
        with xlsxwriter.Workbook(path, OPTIONS) as file:
            _fill(file, lang, vocabulary, book)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        raise EtlError(f"{path}: cannot be written ({error}). Name another place.") from None


def _fill(file: Any, lang: str, vocabulary: Vocabulary, book: Book) -> None:
    # A fixed date keeps the file the same for the same warehouse.
    file.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})
    add_form(file, lang, vocabulary)
    add_sheets(file, book)
