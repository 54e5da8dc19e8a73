"""`minaoshi voices`: list the questions, read answers, print how many agree."""

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from queries.options import add_action, add_warehouse

if TYPE_CHECKING:
    from queries.voices.summary import Agreement

DONE, NEEDS_ATTENTION = 0, 1


def add_actions(parser: argparse.ArgumentParser) -> None:
    """Give the command its own commands; by itself it prints how many agree."""
    add_warehouse(parser)
    _add_list_options(parser)
    parser.set_defaults(run=run_list)
    actions = parser.add_subparsers(title="actions", metavar="questions | import")
    add_action(actions, "questions", "the questions to ask", run_questions, _add_lang)
    words = "count the answers of a file: date, question, answer, center, team"
    add_action(actions, "import", words, run_import, _add_import_options)


def _add_list_options(parser: argparse.ArgumentParser) -> None:
    """Give the figures their options; the warehouse is the caller's to add."""
    parser.add_argument("--by", choices=("week", "center", "team"))
    parser.add_argument("--from", dest="start", type=dt.date.fromisoformat, metavar="DATE")
    parser.add_argument("--to", dest="stop", type=dt.date.fromisoformat, metavar="DATE")
    _add_lang(parser)


def _add_import_options(parser: argparse.ArgumentParser) -> None:
    """Give the import its options; the warehouse is the caller's to add."""
    parser.add_argument("path", type=Path, metavar="FILE.csv")
    _add_lang(parser)


def _add_lang(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("ja", "en"), default="en")


def run_questions(given: argparse.Namespace) -> int:
    """Print the questions to ask, each with its code."""
    from queries.voices.words import QUESTION, question_codes, say

    for code in question_codes():
        print(f"{code}\t{say(given.lang, f'{QUESTION}.{code}')}")
    return DONE


def run_import(given: argparse.Namespace) -> int:
    """Count the answers of a file; 1 when a row could not be taken."""
    from queries.journal.store import journal_of
    from queries.voices.reading import import_voices

    now = dt.datetime.now(dt.UTC)
    found = import_voices(journal_of(given.warehouse), given.path, now, given.lang)
    print(found.text())
    return NEEDS_ATTENTION if found.rejected else DONE


def run_list(given: argparse.Namespace) -> int:
    """Print how many agree."""
    from queries.journal.store import journal_of
    from queries.journal.voices import latest_polls
    from queries.voices.summary import agreement

    polls = latest_polls(journal_of(given.warehouse))
    print(agreement_text(agreement(polls, given.by, given.start, given.stop), given.by, given.lang))
    return DONE


def agreement_text(found: "list[Agreement]", by: str | None, lang: str) -> str:
    """Return the figures as lines, columns apart by tabs."""
    from queries.voices.words import say

    if not found:
        return say(lang, "nothing")
    heading = say(lang, "heading", by=say(lang, f"by.{by or 'none'}"))
    return "\n".join([heading, *(_line(row, by, lang) for row in found), say(lang, "note")])


def _line(row: "Agreement", by: str | None, lang: str) -> str:
    from queries.people import fewest_people
    from queries.voices.words import QUESTION, say

    group = str(row.group or say(lang, "unknown")) if by else say(lang, "by.none")
    cells = [say(lang, f"{QUESTION}.{row.question}"), group]
    if row.people is None:
        return "\t".join([*cells, say(lang, "withheld", minimum=fewest_people())])
    interval = say(lang, "interval", low=row.low, high=row.high)
    return "\t".join([*cells, str(row.people), str(row.agreeing), f"{row.share:.1f}%", interval])
