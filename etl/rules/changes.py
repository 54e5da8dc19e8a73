"""What a workbook changes in the rule book: versions are made here, nobody types them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from etl.rules.book import Book, Version
from etl.rules.change import Change, Draft
from etl.rules.questions import ask, check_order
from etl.rules.rule import Rule
from etl.rules.say import listed, say
from etl.rules.wording import change_lines

# When and why a rule changed is about the version, not about the rule.
_ABOUT_VERSION = ("valid_from", "change_reason")


@dataclass(frozen=True)
class RuleChanges:
    """The difference between a workbook and the rule book, before anything is written."""

    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[str, ...]
    missing: tuple[str, ...]
    retired_on: dt.date | None
    warnings: tuple[str, ...]
    book: Book
    lang: str = "en"

    @property
    def is_empty(self) -> bool:
        """Whether the workbook says what the rule book says already."""
        return not self.new and not self.changed and self.retired_on is None

    def text(self) -> str:
        """Return the difference in words, counts first."""
        counts = say(
            self.lang,
            "counts",
            new=len(self.new),
            changed=len(self.changed),
            gone=len(self.missing),
            same=len(self.unchanged),
        )
        return "\n".join([counts, *self._lines()])

    def _lines(self) -> list[str]:
        said = [("new", line) for change in self.new for line in change_lines(change, self.lang)]
        said += [
            ("changed", line) for change in self.changed for line in change_lines(change, self.lang)
        ]
        if self.missing:
            key = "retired" if self.retired_on else "kept"
            rules = listed(self.lang, list(self.missing))
            said.append(("gone", say(self.lang, key, rules=rules, day=self.retired_on)))
        said += [("note", warning) for warning in self.warnings]
        words = {key: say(self.lang, key) for key in ("new", "changed", "gone", "note")}
        width = 4 if self.lang == "ja" else 9
        return [f"  {words[key]:<{width}}{line}" for key, line in said]


def plan_import(
    book: Book,
    rules: Sequence[Rule],
    valid_from: dt.date | None = None,
    reason: str | None = None,
    retire_missing: bool = False,
    last_day: dt.date | None = None,
    lang: str = "en",
) -> RuleChanges:
    """Return what the workbook's rules would change; nothing is written.

    A new date or reason in a row counts before those given for all. `last_day` is the last day of
    the log: a version from before it moves figures, and a warning says so. Raises NeedsAnswerError
    when a date or a reason is open, EtlError when a version would begin before the one it follows.
    """
    in_force, latest = book.in_force(), book.latest()
    drafts, unchanged = [], []
    for rule in rules:
        before = in_force.get(rule.rule_id)
        differing = () if before is None else _differing(before.rule, rule)
        if before is not None and not differing:
            unchanged.append(rule)
        else:
            draft = _draft(rule, latest.get(rule.rule_id), valid_from, reason, lang)
            drafts.append(replace(draft, before=before, fields=differing))
    missing = tuple(sorted(set(in_force) - {rule.rule_id for rule in rules}))
    retired_on = valid_from if retire_missing and missing else None
    ask(drafts, missing if retire_missing and retired_on is None else (), lang)
    changes = [_settled(draft) for draft in drafts]
    check_order(book, changes, missing if retired_on else (), retired_on, lang)
    return RuleChanges(
        new=tuple(change for change in changes if change.before is None),
        changed=tuple(change for change in changes if change.before is not None),
        unchanged=tuple(rule.rule_id for rule in unchanged),
        missing=missing,
        retired_on=retired_on,
        warnings=(
            *_backdated(book, changes, retired_on, last_day, lang),
            *_only_dates(in_force, unchanged, lang),
        ),
        book=_changed_book(book, changes, missing, retired_on),
        lang=lang,
    )


def _differing(before: Rule, after: Rule) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in fields(Rule)
        if field.name not in _ABOUT_VERSION
        and getattr(before, field.name) != getattr(after, field.name)
    )


def _draft(
    rule: Rule,
    newest: Version | None,
    valid_from: dt.date | None,
    reason: str | None,
    lang: str,
) -> Draft:
    """Return the rule with the date and reason that hold for it.

    An exported workbook carries date and reason of the newest version: those are no answer.
    """
    day = dt.date.fromisoformat(rule.valid_from) if rule.valid_from else None
    why = rule.change_reason
    if newest is None:
        why = why or reason or say(lang, "first_version")
    elif day is None or day == newest.valid_from:
        day = None
        why = (why if why != newest.change_reason else None) or reason
    else:
        why = why or reason
    return Draft(rule, None, (), day or valid_from, why)


def _settled(draft: Draft) -> Change:
    assert draft.valid_from is not None
    assert draft.reason is not None
    before = draft.before.rule if draft.before else None
    return Change(draft.rule, before, draft.fields, draft.valid_from, draft.reason)


def _backdated(
    book: Book,
    changes: Sequence[Change],
    retired_on: dt.date | None,
    last_day: dt.date | None,
    lang: str,
) -> list[str]:
    """Return which weeks move; without a log, those up to the newest version known."""
    if not book.versions:
        return []
    last = last_day or max(version.valid_from for version in book.versions)
    days = [change.valid_from for change in changes] + ([retired_on] if retired_on else [])
    back = [day for day in days if day <= last]
    if not back:
        return []
    first_week, last_week = _monday(min(back)), _monday(last)
    weeks = (last_week - first_week).days // 7 + 1
    return [say(lang, "backdated", first=first_week, last=last_week, weeks=weeks)]


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _only_dates(in_force: dict[str, Version], rules: Sequence[Rule], lang: str) -> list[str]:
    return [
        say(lang, "date_only", rule=rule.rule_id, day=rule.valid_from, before=before.valid_from)
        for rule in rules
        if (before := in_force[rule.rule_id])
        and rule.valid_from is not None
        and rule.valid_from != str(before.valid_from)
    ]


def _changed_book(
    book: Book, changes: Sequence[Change], missing: Sequence[str], retired_on: dt.date | None
) -> Book:
    for change in changes:
        rule_id, number = change.rule.rule_id, 1
        if rule_id in (latest := book.latest()):
            number = latest[rule_id].number + 1
            if latest[rule_id].valid_to is None:
                book = book.ended(rule_id, change.valid_from)
        book = book.with_version(
            Version(change.rule, number, change.valid_from, None, change.reason)
        )
    for rule_id in missing if retired_on else ():
        if retired_on is not None:
            book = book.ended(rule_id, retired_on)
    return book
