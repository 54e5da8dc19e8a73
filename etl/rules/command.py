"""`minaoshi rules import` and `export`: their options, and what they do."""

import argparse
import datetime as dt
from pathlib import Path

from etl.rules.importing import Answers

DONE = 0


def add_import_options(parser: argparse.ArgumentParser) -> None:
    """Give the import its options; the warehouse is the caller's to add."""
    parser.add_argument("path", type=Path, help="XLSX, or a folder with ルール.csv and 経路.csv")
    parser.add_argument("--valid-from", type=dt.date.fromisoformat)
    parser.add_argument("--reason", help="why the rules change")
    parser.add_argument("--retire-missing", action="store_true")
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")
    # A default here would take the place of what was said before the command's name.
    parser.add_argument("--lang", choices=("ja", "en"), default=argparse.SUPPRESS)


def run_import(given: argparse.Namespace) -> int:
    """Import a workbook and print what it changes."""
    from etl.pipeline import import_rules

    answers = Answers(given.valid_from, given.reason, given.retire_missing)
    now = dt.datetime.now(dt.UTC)
    print(import_rules(given.path, given.warehouse, now, answers, given.dry_run, lang=given.lang))
    return DONE


def run_export(given: argparse.Namespace) -> int:
    """Write the rules in force as a workbook and print where it is."""
    from etl.pipeline import export_rules

    export_rules(given.path, given.warehouse)
    print(given.path)
    return DONE
