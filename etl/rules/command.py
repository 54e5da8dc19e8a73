"""`minaoshi rules import`, `export`, `check` and `draft`: their options, and what they do."""

import argparse
import datetime as dt
import json
from pathlib import Path

from etl.rules.importing import Answers

DONE, NEEDS_ATTENTION = 0, 1


def add_import_options(parser: argparse.ArgumentParser) -> None:
    """Give the import its options; the warehouse is the caller's to add."""
    parser.add_argument("path", type=Path, help="XLSX, or a folder with ルール.csv and 経路.csv")
    parser.add_argument("--valid-from", type=dt.date.fromisoformat)
    parser.add_argument("--reason", help="why the rules change")
    parser.add_argument("--retire-missing", action="store_true")
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")
    # A default here would take the place of what was said before the command's name.
    parser.add_argument("--lang", choices=("ja", "en"), default=argparse.SUPPRESS)
    parser.add_argument("--format", choices=("table", "json"), default=argparse.SUPPRESS)


def run_import(given: argparse.Namespace) -> int:
    """Import a workbook and print what it changes; as JSON also what it still asks, and 1."""
    from etl.pipeline import import_rules
    from etl.rules.questions import NeedsAnswerError
    from etl.rules.telling import told_import, told_question

    answers = Answers(given.valid_from, given.reason, given.retire_missing)
    now = dt.datetime.now(dt.UTC)
    try:
        imported = import_rules(
            given.path, given.warehouse, now, answers, given.dry_run, lang=given.lang
        )
    except NeedsAnswerError as open_to:
        if given.format != "json":
            raise
        print(json.dumps(told_question(open_to), ensure_ascii=False))
        return NEEDS_ATTENTION
    if given.format == "json":
        print(json.dumps(told_import(imported), ensure_ascii=False))
    else:
        print(imported.text())
    return DONE


def run_export(given: argparse.Namespace) -> int:
    """Write the rules in force as a workbook and print where it is."""
    from etl.pipeline import export_rules

    export_rules(given.path, given.warehouse)
    print(given.path)
    return DONE


def add_check_options(parser: argparse.ArgumentParser) -> None:
    """Give the check its options; the warehouse is the caller's to add."""
    parser.add_argument("path", type=Path, nargs="?", help="a workbook that is not imported yet")
    _add_review_options(parser)
    parser.add_argument("--format", choices=("table", "json"), default=argparse.SUPPRESS)


def run_check(given: argparse.Namespace) -> int:
    """Print every finding on the rules with its explanation; 1 where there is one."""
    from etl.rules.checking import check_warehouse, check_workbook, checked_text

    if given.path is None:
        found = check_warehouse(given.warehouse, given.week)
    else:
        found = check_workbook(given.path, given.warehouse, given.lang)
    print(checked_text(found, given.lang, given.format))
    return DONE if found.is_empty() else NEEDS_ATTENTION


def add_draft_options(parser: argparse.ArgumentParser) -> None:
    """Give the drafts their options; the warehouse is the caller's to add."""
    parser.add_argument("path", type=Path, nargs="?", help="write them as a workbook, too")
    _add_review_options(parser)


def run_draft(given: argparse.Namespace) -> int:
    """Print a draft per cluster of escalations without a rule, and write them as a workbook."""
    from etl.rules.drafting import draft_book, drafts_text
    from etl.rules.export import write_workbook

    book = draft_book(given.warehouse, given.week, given.lang)
    print(drafts_text(book, given.lang))
    if given.path is not None and book.versions:
        write_workbook(book, given.path)
        print(given.path)
    return DONE


def _add_review_options(parser: argparse.ArgumentParser) -> None:
    # A default here would take the place of what was said before the command's name.
    week = "as of the end of this week (a Monday); by default the last complete one"
    parser.add_argument("--week", type=dt.date.fromisoformat, default=argparse.SUPPRESS, help=week)
    parser.add_argument("--lang", choices=("ja", "en"), default=argparse.SUPPRESS)
