"""Import a workbook into a store's rule book, and say what that changes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.rules.book import read_book, write_book
from etl.rules.changes import RuleChanges, plan_import
from etl.rules.findings import Finding, book_findings, findings_text
from etl.rules.say import say
from etl.rules.workbook import read_rules


@dataclass(frozen=True)
class Answers:
    """What a workbook may leave open: from when, why, and whether missing rules are retired."""

    valid_from: dt.date | None = None
    reason: str | None = None
    retire_missing: bool = False


@dataclass(frozen=True)
class Imported:
    """What an import changed, or would change; `is_written` says which."""

    changes: RuleChanges
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]
    is_written: bool

    def text(self) -> str:
        """Return it in words: what changes, what was noticed, what is left to mend."""
        lang = self.changes.lang
        notes = [f"  {say(lang, 'note')}: {note}" for note in self.notes]
        found = findings_text(self.findings, lang)
        return "\n".join([self.changes.text(), *notes, *([found] if found else [])])


def import_workbook(
    path: Path,
    store: Path,
    answers: Answers = Answers(),
    last_day: dt.date | None = None,
    *,
    roles: Mapping[str, int] | None = None,
    dry_run: bool = False,
    lang: str = "en",
) -> Imported:
    """Add the versions that a workbook makes to the rule book of a store.

    `last_day` is the last day of the log, against which reviews are overdue and changes backdated;
    without one it is the day of the newest version. Raises NeedsAnswerError for what the workbook
    leaves open and EtlError for what it has wrong; then nothing is written.
    """
    workbook = read_rules(path, roles, lang)
    changes = plan_import(
        read_book(store),
        workbook.rules,
        answers.valid_from,
        answers.reason,
        answers.retire_missing,
        last_day,
        lang,
    )
    is_written = not dry_run and not changes.is_empty
    if is_written:
        write_book(changes.book, store)
    days = [version.valid_from for version in changes.book.versions]
    found = book_findings(changes.book, last_day or max(days))
    return Imported(changes, workbook.notes, tuple(found), is_written)
