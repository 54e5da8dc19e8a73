"""`minaoshi audit`: draw a week's sample, read the judgements back, print the rate."""

import argparse
import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from queries.options import add_action, add_command, add_warehouse

if TYPE_CHECKING:
    from queries.audit.rate import AuditRate

DONE, NEEDS_ATTENTION = 0, 1


def add_actions(parser: argparse.ArgumentParser) -> None:
    """Give the command its own commands."""
    add_warehouse(parser)
    actions = parser.add_subparsers(
        title="actions", metavar="draw | import | rate | agree", required=True
    )
    words = "draw a week's sample and write its sheet"
    add_action(actions, "draw", words, run_draw, _add_draw_options)
    add_action(actions, "import", "read the judgements of a sheet", run_import, _add_import_options)
    add_action(actions, "rate", "the rate of missed escalations", run_rate, _add_rate_options)
    agreeing = add_command(actions, "agree", "how far two people who judged one sheet agree")
    _add_agree_options(agreeing)
    agreeing.set_defaults(run=run_agree)


def _add_draw_options(parser: argparse.ArgumentParser) -> None:
    """Give the draw its options; the warehouse is the caller's to add."""
    parser.add_argument(
        "--week", type=dt.date.fromisoformat, help="any day of it (default: the last complete one)"
    )
    parser.add_argument("--size", type=int, help="how many contacts (default: as in the settings)")
    parser.add_argument("--seed", type=int, help="of the lot (default: as in the settings)")
    parser.add_argument("--out", type=Path, required=True, metavar="SHEET.xlsx")
    _add_lang(parser)


def _add_import_options(parser: argparse.ArgumentParser) -> None:
    """Give the import its options; the warehouse is the caller's to add."""
    parser.add_argument("path", type=Path, metavar="SHEET.xlsx")
    _add_lang(parser)


def _add_rate_options(parser: argparse.ArgumentParser) -> None:
    """Give the rate its options; the warehouse is the caller's to add."""
    parser.add_argument("--from", dest="start", type=dt.date.fromisoformat, metavar="DATE")
    parser.add_argument("--to", dest="stop", type=dt.date.fromisoformat, metavar="DATE")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    _add_lang(parser)


def _add_lang(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("ja", "en"), default="en")


def run_draw(given: argparse.Namespace) -> int:
    """Draw the week, or fetch it as it was drawn, and write its sheet."""
    from queries.audit.draw import draw_audit
    from queries.audit.sheet import write_sheet
    from queries.audit.words import say
    from queries.journal.store import journal_of
    from queries.warehouse import Warehouse

    with Warehouse(given.warehouse) as warehouse:
        now = dt.datetime.now(dt.UTC)
        journal = journal_of(given.warehouse)
        draw = draw_audit(warehouse, journal, now, given.week, given.size, given.seed)
        write_sheet(warehouse, draw, given.out, given.lang)
    said: dict[str, Any] = vars(draw) | {"count": len(draw.cases)}
    print(say(given.lang, "drawn", **said))
    print(given.out)
    return DONE


def run_import(given: argparse.Namespace) -> int:
    """Store the judgements; 1 when a row could not be taken."""
    from queries.audit.sheet_reading import import_sheet
    from queries.journal.store import journal_of
    from queries.warehouse import Warehouse

    with Warehouse(given.warehouse) as warehouse:
        now, journal = dt.datetime.now(dt.UTC), journal_of(given.warehouse)
        found = import_sheet(warehouse, journal, given.path, now, given.lang)
    print(found.text())
    return NEEDS_ATTENTION if found.rejected else DONE


def _add_agree_options(parser: argparse.ArgumentParser) -> None:
    """Give the comparison its options; it needs no warehouse."""
    parser.add_argument("first", type=Path, metavar="SHEET.xlsx")
    parser.add_argument("second", type=Path, metavar="OTHER.xlsx")
    _add_lang(parser)


def run_agree(given: argparse.Namespace) -> int:
    """Print how far two filled sheets agree."""
    from queries.audit.agree import agreement_text, judges_agreement

    print(agreement_text(judges_agreement(given.first, given.second, given.lang), given.lang))
    return DONE


def run_rate(given: argparse.Namespace) -> int:
    """Print the rate of missed escalations."""
    from queries.audit.rate import audit_rate
    from queries.journal.store import journal_of

    found = audit_rate(journal_of(given.warehouse), given.start, given.stop)
    if given.format == "json":
        print(json.dumps(vars(found), indent=2))
    else:
        print(rate_text(found, given.lang))
    return DONE


def rate_text(found: "AuditRate", lang: str) -> str:
    """Return the rate in words: the figure or why there is none, then what it stands on."""
    from queries.audit.words import say

    lines = [say(lang, f"rate.{found.status}", **vars(found))]
    if found.weeks:
        lines.append(say(lang, "rate.counts", **vars(found)))
    if found.covered is not None:
        share = 100 * found.covered
        lines.append(say(lang, "rate.covered", share=share, population=found.population))
    return "\n".join(lines)
