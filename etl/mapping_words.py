"""A mapping in words: which columns it expects, and which events it makes of them when."""

from collections.abc import Iterable
from pathlib import Path

from etl.grammar import (
    All,
    AnyOf,
    Column,
    Condition,
    EventTable,
    Mapping,
    Not,
    Predicate,
    When,
)
from etl.mapping import mapping_names, read_mapping

_SHAPES = {
    "events": "one row per event",
    "states": "one row per change of a record",
    "cases": "one row per case, several times in a row",
    "counts": "one row per day with a number of contacts",
}
_BASES = {
    "rounded": "rounded",
    "date_only": "a day only: counted, never timed",
    "borrowed": "borrowed: counted, never timed",
}
_ROWS = {
    "first_row": "it is the contact's first row",
    "last_row": "it is the contact's last row",
}
_YES_NO = {
    "known": ("is known", "is unknown"),
    "did_not_happen": ("says it did not happen", "does not say it did not happen"),
    "changes": ("changes", "does not change"),
    "becomes_known": ("becomes known", "does not become known"),
    "increases": ("increases", "does not increase"),
}
_WORDS = {
    "is": "is",
    "is_not": "is not",
    "in": "is",
    "not_in": "is not",
    "enters": "becomes",
    "leaves": "is no longer",
}

Names = dict[str, str]


def list_mappings() -> str:
    """Return name, shape and title of every mapping that comes with the product, a line each."""
    mappings = [read_mapping(name) for name in mapping_names()]
    width = max(len(mapping.name) for mapping in mappings)
    return "\n".join(f"{m.name:{width}}  {m.shape:6}  {m.title}" for m in mappings)


def describe_mapping(name_or_path: str | Path) -> str:
    """Return what a mapping expects and makes of it, with the headers as they stand in the file.

    Raises EtlError when there is no such mapping, or when it says something not understood.
    """
    mapping = read_mapping(name_or_path)
    names = _names(mapping.columns)
    parts = [_head(mapping, names)]
    for title, is_optional in (("Columns needed", False), ("Columns that may be absent", True)):
        lines = [_column(c, names) for c in mapping.columns if c.is_optional == is_optional]
        parts.append(_section(title, lines))
    ignored = (f"{r.reason}: when {_condition(r.condition, names)}" for r in mapping.ignores)
    parts.append(_section("Rows left out", ignored))
    parts.append(_section("Events", (_event(table, names) for table in mapping.events)))
    if mapping.counts is not None:
        day, contacts = names[mapping.counts.day], names[mapping.counts.contacts]
        parts.append(_section("Counts", [f"contacts: {contacts}; day: {day}"]))
    return "\n\n".join(part for part in parts if part)


def _section(title: str, lines: Iterable[str]) -> str:
    listed = [f"  {line}" for line in lines]
    return "\n".join([title, *listed]) if listed else ""


def _names(columns: tuple[Column, ...]) -> Names:
    """What each column is called in the file; one of several readings keeps its own name, too."""
    headers = [_header(column) for column in columns]
    return {
        column.name: header
        if headers.count(header) == 1 or header == column.name
        else f"{header} ({column.name})"
        for column, header in zip(columns, headers, strict=True)
    }


def _header(column: Column) -> str:
    header = column.header if column.nth == 1 else f"{column.header} no. {column.nth}"
    header = " or ".join((header, *column.other_headers))
    return f"{header} + {column.time_header}" if column.time_header else header


def _head(mapping: Mapping, names: Names) -> str:
    source = mapping.source
    lines = [
        f"{mapping.name}: {mapping.title}",
        f"shape: {mapping.shape}, {_SHAPES[mapping.shape]}",
    ]
    if source.contact:
        lines.append(f"contact: {' and '.join(names[c] for c in source.contact)}")
    if source.order:
        lines.append(f"order: {', then '.join(names[c] for c in source.order)}")
    lines.append(f"encoding: {source.encoding}; stamps without a zone: {source.zone}")
    if source.missing:
        lines.append(f"unknown: {_quoted(source.missing)}")
    if mapping.implied_rule:
        columns = " and ".join(names[c] for c in mapping.implied_rule)
        lines.append(f"rule: where none is named, {columns} (implied)")
    return "\n".join(lines)


def _column(column: Column, names: Names) -> str:
    notes = [column.kind]
    if column.formats:
        notes.append(f"as {' or '.join(column.formats)}")
    if column.after is not None:
        notes.append(f"so long after {names[column.after]}, numbers in {column.unit}")
    if column.pattern is not None:
        notes.append(f"the part that fits {column.pattern}")
    if column.values:
        notes.append(f"words: {_quoted(word for word, _ in column.values)}")
    if column.did_not_happen:
        notes.append(f"did not happen: {_quoted(column.did_not_happen)}")
    if column.is_person:
        notes.append("hashed")
    if column.is_masked:
        notes.append("masked")
    return f"{names[column.name]}: {'; '.join(notes)}"


def _event(table: EventTable, names: Names) -> str:
    is_named = table.event.source == "constant"
    words = [
        table.event.name
        if is_named
        else f"what {names.get(table.event.name, table.event.name)} says"
    ]
    if table.split is not None:
        words.append(f"for each of {names[table.split.column]}")
    if table.condition is not None:
        words.append(f"when {_condition(table.condition, names)}")
    return f"{' '.join(words)}; at {_when(table.at, names)}"


def _when(at: When, names: Names) -> str:
    columns = [names[column] for column in at.columns]
    words = columns[0]
    if len(columns) > 1:
        which = "earliest" if at.choice == "earliest" else "first known"
        words = f"the {which} of {', '.join(columns)}"
    return f"{words} ({_BASES[at.basis]})" if at.basis in _BASES else words


def _condition(condition: Condition, names: Names, is_inner: bool = False) -> str:
    match condition:
        case All(parts):
            words = " and ".join(_condition(part, names, True) for part in parts)
        case AnyOf(parts):
            words = " or ".join(_condition(part, names, True) for part in parts)
        case Not(part):
            return f"not ({_condition(part, names)})"
        case Predicate():
            return _predicate(condition, names)
    return f"({words})" if is_inner and len(parts) > 1 else words


def _predicate(predicate: Predicate, names: Names) -> str:
    if predicate.column is None:
        return _ROWS[predicate.verb]
    column, verb = names[predicate.column], predicate.verb
    if verb in _YES_NO:
        return f"{column} {_YES_NO[verb][predicate.operands != ('true',)]}"
    if verb == "increases_from":
        return f"{column} increases (from {predicate.operands[0]})"
    return f"{column} {_WORDS[verb]} {_quoted(predicate.operands, ' or ')}"


def _quoted(words: Iterable[str], separator: str = ", ") -> str:
    return separator.join(f'"{word}"' for word in words)
