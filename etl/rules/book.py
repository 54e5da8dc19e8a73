"""The rule book: every version of every rule, kept beside the warehouse and never overwritten."""

import datetime as dt
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from etl.errors import EtlError
from etl.rules.rule import Condition, RouteStep, Rule


@dataclass(frozen=True)
class Version:
    """One version of a rule, valid from one local day to before another."""

    rule: Rule
    number: int
    valid_from: dt.date
    valid_to: dt.date | None
    change_reason: str

    @property
    def version_id(self) -> str:
        """The version's name, such as R012@2026-04-01."""
        return f"{self.rule.rule_id}@{self.valid_from}"


@dataclass(frozen=True)
class Book:
    """All versions, in the order in which they were imported."""

    versions: tuple[Version, ...] = ()

    def latest(self) -> dict[str, Version]:
        """Return the newest version of each rule, retired ones among them."""
        return {version.rule.rule_id: version for version in self.versions}

    def in_force(self) -> dict[str, Version]:
        """Return the versions without an end."""
        return {
            rule_id: version
            for rule_id, version in self.latest().items()
            if version.valid_to is None
        }

    def ended(self, rule_id: str, day: dt.date) -> "Book":
        """Return the book in which the rule's newest version ends before the day."""
        newest = self.latest()[rule_id]
        if day <= newest.valid_from:
            raise ValueError(f"{newest.version_id} cannot end on {day}")
        return Book(
            tuple(
                replace(version, valid_to=day) if version is newest else version
                for version in self.versions
            )
        )

    def with_version(self, version: Version) -> "Book":
        """Return the book with one more version."""
        return Book((*self.versions, version))


def book_file(store: Path) -> Path:
    """Return where a store keeps its rule book."""
    return store / "rules" / "book.json"


def read_book(store: Path) -> Book:
    """Return the rule book of a store; an empty one when no rules were imported."""
    path = book_file(store)
    if not path.exists():
        return Book()
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return Book(tuple(_version(entry) for entry in entries))
    except (ValueError, TypeError, KeyError) as error:
        raise EtlError(
            f"{path}: is not readable as a rule book: {error!r}. Put back a copy of it, or remove "
            "it and import the workbooks again, oldest first."
        ) from error


def write_book(book: Book, store: Path) -> None:
    """Put the rule book in the place of the old one, whole."""
    path = book_file(store)
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = [asdict(version) for version in book.versions]
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        json.dump(entries, file, ensure_ascii=False, indent=1, default=str)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _version(entry: dict[str, object]) -> Version:
    values = dict(entry)
    rule: dict[str, object] = dict(values.pop("rule"))  # type: ignore[call-overload]
    rule["conditions"] = tuple(Condition(**item) for item in rule["conditions"])  # type: ignore[attr-defined]
    rule["route"] = tuple(RouteStep(**step) for step in rule["route"])  # type: ignore[attr-defined]
    for key in ("valid_from", "valid_to"):
        if values[key] is not None:
            values[key] = dt.date.fromisoformat(str(values[key]))
    return Version(rule=Rule(**rule), **values)  # type: ignore[arg-type]
