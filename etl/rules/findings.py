"""What the rule book alone tells: overdue reviews, missing routes, rules that contradict."""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from etl.rules.book import Book, Version
from etl.rules.branches import rule_branches
from etl.rules.overlap import Allowed, allowed_values, can_hold
from etl.rules.say import listed, say

_KINDS: Final = ("overdue", "no_route", "conflict", "never", "no_level", "words_only")


@dataclass(frozen=True)
class Finding:
    """One thing about a rule, or about a pair of rules with `other_rule_id`."""

    kind: str
    rule_id: str
    other_rule_id: str | None = None


def book_findings(book: Book, day: dt.date) -> list[Finding]:
    """Return what there is to mend in the versions in force on a day or later."""
    versions = [v for v in book.versions if v.valid_to is None or v.valid_to > day]
    checks: dict[str, Callable[[Version], bool]] = {
        "overdue": lambda version: _is_overdue(version, day),
        "no_route": lambda version: not version.rule.route,
        "never": lambda version: _is_readable(version) and not _holding(version),
        "no_level": lambda version: version.rule.level is None,
        "words_only": lambda version: not _is_readable(version),
    }
    found = [
        Finding(kind, version.rule.rule_id)
        for kind, holds in checks.items()
        for version in versions
        if holds(version)
    ]
    found += [Finding("conflict", *pair) for pair in _conflicts(versions)]
    return sorted(set(found), key=lambda f: (_KINDS.index(f.kind), f.rule_id, f.other_rule_id))


def findings_text(findings: Sequence[Finding], lang: str = "en") -> str:
    """Return the findings in words, a line per kind; nothing where there are none."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        pair = f"{finding.rule_id}–{finding.other_rule_id}"
        by_kind[finding.kind].append(pair if finding.other_rule_id else finding.rule_id)
    lines = [
        "  " + say(lang, kind, count=len(rules), rules=listed(lang, rules))
        for kind, rules in by_kind.items()
    ]
    return "\n".join([say(lang, "findings"), *lines]) if lines else ""


def _is_overdue(version: Version, day: dt.date) -> bool:
    review_by = version.rule.review_by
    return review_by is not None and dt.date.fromisoformat(review_by) < day


def _is_readable(version: Version) -> bool:
    return bool(rule_branches(version.rule))


def _holding(version: Version) -> list[dict[str, Allowed]]:
    """Return what each branch that can hold leaves of every item it is about."""
    branches = (allowed_values(branch) for branch in rule_branches(version.rule))
    return [allowed for allowed in branches if can_hold(allowed, {})]


def _conflicts(versions: Sequence[Version]) -> list[tuple[str, str]]:
    """Return pairs of rules in force at once that one case can meet, at different levels."""
    readable = [
        (version, _holding(version))
        for version in versions
        if _is_readable(version) and version.rule.level is not None
    ]
    return [
        (min(one.rule.rule_id, other.rule.rule_id), max(one.rule.rule_id, other.rule.rule_id))
        for (one, its), (other, others) in itertools.combinations(readable, 2)
        if one.rule.rule_id != other.rule.rule_id
        and one.rule.level != other.rule.level
        and _meet(one, other)
        and any(can_hold(mine, theirs) for mine in its for theirs in others)
    ]


def _meet(one: Version, other: Version) -> bool:
    """Whether both are in force on some day."""
    begins = max(one.valid_from, other.valid_from)
    ends = [version.valid_to for version in (one, other) if version.valid_to is not None]
    return not ends or begins < min(ends)
