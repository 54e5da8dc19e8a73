"""`minaoshi rules answer`: its options, and keeping the answer."""

import argparse
import datetime as dt

from queries.journal.vocabulary import ANSWERS, ROLES

DONE = 0


def add_answer_options(parser: argparse.ArgumentParser) -> None:
    """Give the command its options; the warehouse is the caller's to add."""
    parser.add_argument("rule_id", metavar="RULE_ID")
    parser.add_argument("kind", metavar="KIND", help="such as late; see `minaoshi rules`")
    parser.add_argument("answer", choices=ANSWERS)
    # Defaults here would take the place of what was said before the command's name.
    parser.add_argument(
        "--week",
        type=dt.date.fromisoformat,
        default=argparse.SUPPRESS,
        help="the review's week (default: the last complete one)",
    )
    parser.add_argument("--note")
    parser.add_argument("--role", choices=ROLES, help="in which role, never who")
    parser.add_argument("--lang", choices=("ja", "en"), default=argparse.SUPPRESS)


def run_answer(given: argparse.Namespace) -> int:
    """Keep the answer and print how often flags were right so far."""
    from queries.revisit.answering import answer_flag
    from queries.revisit.precision import precision_text

    found = answer_flag(
        given.warehouse,
        given.week,
        given.rule_id,
        given.kind,
        given.answer,
        dt.datetime.now(dt.UTC),
        given.note,
        given.role,
    )
    print(precision_text(found, given.lang))
    return DONE
