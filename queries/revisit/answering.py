"""Takes an answer to a flag: was it right to propose this rule?"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from queries.errors import QueryError
from queries.flags import Revisit, rules_to_revisit
from queries.journal.answers import FlagAnswer, latest_answers, record_answer
from queries.journal.store import journal_of
from queries.nearest import nearest
from queries.revisit.precision import Precision, precision
from queries.warehouse import Warehouse

_PRESSING = ("revisit", "watch")


def answer_flag(
    warehouse_file: Path,
    week: dt.date | None,
    rule_id: str,
    kind: str,
    answer: str,
    answered_at: dt.datetime,
    note: str | None = None,
    answered_by: str | None = None,
) -> Precision:
    """Keep an answer to a flag of a week's review; return how often flags were right so far.

    Raises QueryError where the review has no such flag.
    """
    with Warehouse(warehouse_file) as warehouse:
        revisit = rules_to_revisit(warehouse, week)
    given = FlagAnswer(
        rule_id=rule_id,
        kind=kind,
        review_week=revisit.review_week,
        status=answered_status(revisit, rule_id, kind),
        answer=answer,
        answered_at=answered_at,
        build_id=revisit.build_id,
        note=note,
        answered_by=answered_by,
    )
    journal = journal_of(warehouse_file)
    record_answer(journal, given)
    return precision(latest_answers(journal))


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
