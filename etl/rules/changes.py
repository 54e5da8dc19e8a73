"""What a workbook changes in the rule book: versions are made here, nobody types them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields

from etl.errors import EtlError
from etl.rules.book import Book, Version
from etl.rules.workbook import Rule

# When and why a rule changed is about the version, not about the rule.
_ABOUT_VERSION = ("valid_from", "change_reason")


@dataclass(frozen=True)
class Change:
    """A rule that is new or differs, with the fields in which it does."""

    rule: Rule
    fields: tuple[str, ...]
    valid_from: dt.date
    reason: str


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

    @property
    def is_empty(self) -> bool:
        """Whether the workbook says what the rule book says already."""
        return not self.new and not self.changed and self.retired_on is None

    def text(self) -> str:
        """Return the difference in words, counts first."""
        lines = [
            f"{len(self.new)} new, {len(self.changed)} changed, {len(self.missing)} gone, "
            f"{len(self.unchanged)} as before"
        ]
        lines += [
            f"  new      {c.rule.rule_id} {c.rule.title} from {c.valid_from}" for c in self.new
        ]
        lines += [
            f"  changed  {c.rule.rule_id} {c.rule.title} from {c.valid_from}: "
            f"{', '.join(c.fields)} ({c.reason})"
            for c in self.changed
        ]
        if self.missing:
            what = f"retired on {self.retired_on}" if self.retired_on else "kept; are they retired?"
            lines.append(f"  gone     {', '.join(self.missing)}: {what}")
        return "\n".join([*lines, *(f"  note     {warning}" for warning in self.warnings)])


def plan_import(
    book: Book,
    rules: Sequence[Rule],
    valid_from: dt.date | None = None,
    reason: str | None = None,
    retire_missing: bool = False,
    last_day: dt.date | None = None,
) -> RuleChanges:
    """Return what the workbook's rules would change; nothing is written.

    A date and a reason in a row count before those given for all. `last_day` is the last day of
    the log: a version from before it moves figures, and a warning says so. Raises EtlError when a
    date or a reason is missing, or when a version would begin before the one it follows.
    """
    in_force = book.in_force()
    missing = tuple(sorted(set(in_force) - {rule.rule_id for rule in rules}))
    new: list[Change] = []
    changed: list[Change] = []
    unchanged: list[str] = []
    for rule in rules:
        before = in_force.get(rule.rule_id)
        differing = () if before is None else _differing(before.rule, rule)
        if before is not None and not differing:
            unchanged.append(rule.rule_id)
            continue
        change = _change(rule, differing, valid_from, reason, is_new=before is None)
        _check_order(change, book.latest().get(rule.rule_id))
        (new if before is None else changed).append(change)
    retired_on = (valid_from or last_day) if retire_missing and missing else None
    if retire_missing and missing and retired_on is None:
        raise EtlError("Rules are gone: give the day of their retirement with --valid-from.")
    return RuleChanges(
        new=tuple(new),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        missing=missing,
        retired_on=retired_on,
        warnings=_warnings(book, [*new, *changed], last_day),
        book=_changed_book(book, [*new, *changed], missing, retired_on),
    )


def _differing(before: Rule, after: Rule) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in fields(Rule)
        if field.name not in _ABOUT_VERSION
        and getattr(before, field.name) != getattr(after, field.name)
    )


def _change(
    rule: Rule,
    differing: tuple[str, ...],
    valid_from: dt.date | None,
    reason: str | None,
    is_new: bool,
) -> Change:
    day = dt.date.fromisoformat(rule.valid_from) if rule.valid_from else valid_from
    why = rule.change_reason or reason or ("first version" if is_new else None)
    if day is None:
        raise EtlError(
            f"rule {rule.rule_id}: from when does it hold? Fill in 適用開始日 in its row, or give "
            "--valid-from for all."
        )
    if why is None:
        raise EtlError(
            f"rule {rule.rule_id}: why did it change? Fill in 変更理由 in its row, or give "
            "--reason for all."
        )
    return Change(rule, differing, day, why)


def _check_order(change: Change, before: Version | None) -> None:
    if before is None:
        return
    earliest = before.valid_to or before.valid_from + dt.timedelta(days=1)
    if change.valid_from < earliest:
        raise EtlError(
            f"rule {change.rule.rule_id}: changed ({', '.join(change.fields)}), but 適用開始日 "
            f"{change.valid_from} is not after that of the version before it "
            f"({before.valid_from}). Versions are never overwritten: give the day of the change."
        )


def _warnings(book: Book, changes: Sequence[Change], last_day: dt.date | None) -> tuple[str, ...]:
    if last_day is None or not book.versions:
        return ()
    back = sorted(change.valid_from for change in changes if change.valid_from <= last_day)
    if not back:
        return ()
    monday = back[0] - dt.timedelta(days=back[0].weekday())
    return (f"backdated: figures by rule move from the week of {monday} on",)


def _changed_book(
    book: Book, changes: Sequence[Change], missing: Sequence[str], retired_on: dt.date | None
) -> Book:
    for change in changes:
        rule_id = change.rule.rule_id
        number = 1
        if rule_id in (latest := book.latest()):
            number = latest[rule_id].number + 1
            if latest[rule_id].valid_to is None:
                book = book.ended(rule_id, change.valid_from)
        book = book.with_version(
            Version(change.rule, number, change.valid_from, None, change.reason)
        )
    for rule_id in missing if retired_on else ():
        book = book.ended(rule_id, retired_on)  # type: ignore[arg-type]
    return book
