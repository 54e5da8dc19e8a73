"""`minaoshi rules answer`: was it right to flag this rule?"""

import argparse
import datetime as dt
from collections.abc import Sequence

from queries.errors import QueryError
from queries.flags import Revisit, rules_to_revisit
from queries.journal import journal_of
from queries.journal.answers import ANSWERS, ROLES, FlagAnswer, latest_answers, record_answer
from queries.nearest import nearest
from queries.revisit.precision import precision, precision_text
from queries.warehouse import Warehouse

_PRESSING = ("revisit", "watch")


def add_options(parser: argparse.ArgumentParser) -> None:
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


def run(given: argparse.Namespace) -> int:
    """Keep the answer and print how often flags were right so far."""
    with Warehouse(given.warehouse) as warehouse:
        revisit = rules_to_revisit(warehouse, given.week)
    journal = journal_of(given.warehouse)
    record_answer(
        journal,
        FlagAnswer(
            rule_id=given.rule_id,
            kind=given.kind,
            review_week=revisit.review_week,
            status=answered_status(revisit, given.rule_id, given.kind),
            answer=given.answer,
            answered_at=dt.datetime.now(dt.UTC),
            build_id=revisit.build_id,
            note=given.note,
            answered_by=given.role,
        ),
    )
    print(precision_text(precision(latest_answers(journal)), given.lang))
    return 0


def answered_status(revisit: Revisit, rule_id: str, kind: str) -> str:
    """Return what a review said of a rule; raises QueryError where there is nothing to answer."""
    rows = {(row["rule_id"], row["kind"]): row["status"] for row in _rows(revisit)}
    _require("rule", rule_id, sorted({rule for rule, _ in rows}))
    _require("kind", kind, sorted({kind for _, kind in rows}))
    status = rows.get((rule_id, kind), "ok")
    if status not in _PRESSING:
        raise QueryError(
            f"rule {rule_id}, {kind}, week of {revisit.review_week}: is not flagged (status: "
            f"{status}), so there is nothing to answer. `minaoshi rules` lists what is."
        )
    return str(status)


def _rows(revisit: Revisit) -> list[dict[str, str]]:
    """Return the rows, the most pressing last: it is the one that people see."""
    rows = revisit.frame.select("rule_id", "kind", "status").to_dicts()
    return list(reversed(rows))


def _require(what: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        raise QueryError(
            f"{what} `{name}`: there is none in this review.{nearest(name, known)} "
            "`minaoshi rules` lists what is flagged, with --format csv all of it."
        )
