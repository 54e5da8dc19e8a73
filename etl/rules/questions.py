"""What a workbook leaves open, and what cannot be: asked and said for all rules at once."""

import datetime as dt
from collections.abc import Iterable, Sequence

from etl.errors import EtlError
from etl.rules.book import Book
from etl.rules.change import Change, Draft
from etl.rules.say import listed, say
from etl.rules.wording import field_names


class NeedsAnswerError(EtlError):
    """The workbook leaves something open; `asked` says what: valid_from, reason, retired_on."""

    def __init__(self, message: str, asked: Iterable[str]) -> None:
        """`asked` are the names of the answers that `plan_import` lacks."""
        super().__init__(message)
        self.asked = frozenset(asked)


def ask(drafts: Sequence[Draft], retiring: Sequence[str], lang: str) -> None:
    """Raise NeedsAnswerError when a date or a reason is open."""
    open_to = {
        "valid_from": [draft.rule.rule_id for draft in drafts if draft.valid_from is None],
        "reason": [draft.rule.rule_id for draft in drafts if draft.reason is None],
        "retired_on": list(retiring),
    }
    asked = {name: rules for name, rules in open_to.items() if rules}
    if asked:
        lines = (
            say(lang, f"ask_{name}", rules=listed(lang, rules)) for name, rules in asked.items()
        )
        raise NeedsAnswerError("\n".join(lines), asked)


def check_order(
    book: Book,
    changes: Sequence[Change],
    retiring: Sequence[str],
    retired_on: dt.date | None,
    lang: str,
) -> None:
    """Raise EtlError when a version would begin or end before the one it follows."""
    latest, wrong = book.latest(), []
    for change in changes:
        before = latest.get(change.rule.rule_id)
        if before is None:
            continue
        if change.valid_from < (before.valid_to or before.valid_from + dt.timedelta(days=1)):
            wrong.append(
                say(
                    lang,
                    "too_early",
                    rule=change.rule.rule_id,
                    fields=listed(lang, field_names(change.fields, lang)) or say(lang, "came_back"),
                    day=change.valid_from,
                    before=before.valid_to or before.valid_from,
                )
            )
    for rule_id in retiring:
        begins = latest[rule_id].valid_from
        if retired_on is not None and retired_on <= begins:
            wrong.append(
                say(lang, "retired_too_early", rule=rule_id, day=retired_on, before=begins)
            )
    if wrong:
        raise EtlError("\n".join(wrong))
