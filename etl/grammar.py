"""What a mapping says: columns, conditions, times, values and event tables, as plain records.

`etl.mapping` reads these from TOML; nothing here knows files.
"""

from dataclasses import dataclass, field
from typing import Literal

SHAPES = ("events", "states", "cases", "counts")
ENCODINGS = ("detect", "utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "utf-16-le", "utf-16-be")
DUPLICATES = ("keep", "drop", "report")
KINDS = ("text", "time", "integer", "number", "flag")
BASES = ("exact", "rounded", "date_only", "borrowed")
SLOTS = 100


@dataclass(frozen=True)
class Column:
    """One declared column: where it stands in the file and how its cells are to be read."""

    name: str
    header: str
    nth: int = 1
    kind: str = "text"
    is_optional: bool = False
    is_person: bool = False
    is_role: bool = False
    is_masked: bool = False
    other_headers: tuple[str, ...] = ()
    time_header: str | None = None
    other_time_headers: tuple[str, ...] = ()
    else_header: str | None = None
    formats: tuple[str, ...] = ()
    zone: str = "UTC"
    basis: str | None = None
    date_of: str | None = None
    after: str | None = None
    unit: str | None = None
    missing: tuple[str, ...] = ()
    did_not_happen: tuple[str, ...] = ()
    pattern: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    other: str | None = None


@dataclass(frozen=True)
class Predicate:
    """One question about a row or about its neighbors in the contact.

    `verb` is one of `etl.conditions.VERBS`; `operands` are what it compares with.
    """

    verb: str
    column: str | None = None
    operands: tuple[str, ...] = ()


@dataclass(frozen=True)
class All:
    """True when every part is true."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    """True when at least one part is true."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """True when the part is not true."""

    part: "Condition"


Condition = Predicate | All | AnyOf | Not


@dataclass(frozen=True)
class When:
    """The time of an event: the first known or the earliest of some columns."""

    columns: tuple[str, ...]
    choice: Literal["first", "earliest"] = "first"
    basis: str | None = None


@dataclass(frozen=True)
class Value:
    """Where a value comes from: this row, the previous row, the last known, or the mapping."""

    source: Literal["column", "constant", "previous", "last_known", "known", "each"]
    name: str = ""


Values = tuple[tuple[str, tuple[Value, ...]], ...]


@dataclass(frozen=True)
class Split:
    """A cell that lists several things: one event for each of them."""

    column: str
    separators: tuple[str, ...]
    at_most: int = 10
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class EventTable:
    """One event: which, when it holds, at which time, with which values.

    `slot` is the position of the table in the mapping and becomes the last digits of `seq`.
    """

    event: Value
    at: When
    slot: int
    condition: Condition | None = None
    values: Values = ()
    split: Split | None = None


@dataclass(frozen=True)
class IgnoreRule:
    """Rows that the mapping leaves out on purpose."""

    reason: str
    condition: Condition


@dataclass(frozen=True)
class CountTable:
    """A file of numbers per day: which column is the day and which the number of contacts."""

    day: str
    contacts: str
    values: Values = ()


@dataclass(frozen=True)
class Source:
    """How the file is written, and what its rows have in common."""

    contact: tuple[str, ...]
    encoding: str = "detect"
    delimiter: str = ","
    header_row: int = 1
    sheet: str | None = None
    records: str | None = None
    unfold: tuple[str, ...] = ()
    zone: str = "UTC"
    trim: bool = True
    missing: tuple[str, ...] = ()
    did_not_happen: tuple[str, ...] = ()
    bots: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    seq: str | None = None
    exact_duplicates: str = "keep"


@dataclass(frozen=True)
class People:
    """Names that stand where a role should: the role each has, and what to do with others."""

    roles: tuple[tuple[str, str], ...] = ()
    others: str = "keep"


@dataclass(frozen=True)
class Mapping:
    """One source of logs, and how its rows become events. `digest` tells two versions apart."""

    name: str
    title: str
    shape: str
    source: Source
    columns: tuple[Column, ...]
    events: tuple[EventTable, ...] = ()
    ignores: tuple[IgnoreRule, ...] = ()
    counts: CountTable | None = None
    implied_rule: tuple[str, ...] = ()
    people: People = field(default_factory=People)
    digest: str = ""


def columns_of(mapping: Mapping, value: str) -> list[str]:
    """Return the columns that may become a value of an event."""
    named = [
        choice.name
        for table in mapping.events
        for name, choices in table.values
        if name == value
        for choice in choices
        if choice.source not in ("constant", "each")
    ]
    return list(dict.fromkeys(named))
