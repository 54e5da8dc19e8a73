"""A rule that a workbook adds or changes."""

import datetime as dt
from dataclasses import dataclass

from etl.rules.book import Version
from etl.rules.rule import Rule


@dataclass(frozen=True)
class Change:
    """A rule that is new or differs, with the fields in which it does."""

    rule: Rule
    before: Rule | None
    fields: tuple[str, ...]
    valid_from: dt.date
    reason: str


@dataclass(frozen=True)
class Draft:
    """A rule that is new or differs, its date and reason perhaps still open."""

    rule: Rule
    before: Version | None
    fields: tuple[str, ...]
    valid_from: dt.date | None
    reason: str | None
