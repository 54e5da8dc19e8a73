"""Read the event tables, conditions, times and values of a mapping file."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from etl import grammar
from etl.canonical import COUNT_SCHEMA, EVENT_SCHEMA
from etl.conditions import LISTS, MARKS, VERBS, WORDS
from etl.grammar import (
    All,
    AnyOf,
    Column,
    Condition,
    CountTable,
    EventTable,
    IgnoreRule,
    Not,
    Predicate,
    Split,
    Value,
    Values,
    When,
)
from etl.section import Section

_MADE = ("contact_id", "occurred_at", "time_basis", "seq", "event", "source_file", "source_row")
_VALUE_NAMES = tuple(name for name in EVENT_SCHEMA if name not in _MADE)
_COUNT_NAMES = tuple(name for name in COUNT_SCHEMA if name not in ("day", "contacts"))
_NEEDED_KIND = {pl.Int32: ("integer",), pl.Float64: ("number", "integer"), pl.Boolean: ("flag",)}

Columns = dict[str, Column]


def read_events(top: Section, declared: Sequence[Column]) -> tuple[EventTable, ...]:
    """Return the event tables, each with its values and the values common to all."""
    columns = {column.name: column for column in declared}
    common = _read_values(top.section("values"), columns, _VALUE_NAMES)
    tables: list[EventTable] = []
    slot = 0
    for section in top.sections("event"):
        table = _read_event(section, columns, common, slot)
        tables.append(table)
        slot += table.split.at_most if table.split else 1
        if slot > grammar.SLOTS:
            raise section.error("event", f"has no room: {grammar.SLOTS} events per row at most.")
    return tuple(tables)


def read_ignores(top: Section, declared: Sequence[Column]) -> tuple[IgnoreRule, ...]:
    """Return the rules by which rows are left out."""
    columns = {column.name: column for column in declared}
    rules = []
    for section in top.sections("ignore"):
        condition = _read_condition(section, "when", section.value("when"), columns)
        rules.append(IgnoreRule(section.text("reason"), condition))
        section.finish()
    return tuple(rules)


def read_counts(top: Section, declared: Sequence[Column]) -> CountTable | None:
    """Return the table of numbers per day, or None when the mapping has none."""
    if not top.has("counts"):
        return None
    columns = {column.name: column for column in declared}
    section = top.section("counts")
    table = CountTable(
        day=_declared(section, "day", section.text("day"), columns),
        contacts=_declared(section, "contacts", section.text("contacts"), columns),
        values=_read_values(section.section("values"), columns, _COUNT_NAMES),
    )
    section.finish()
    return table


def _read_event(section: Section, columns: Columns, common: Values, slot: int) -> EventTable:
    condition = section.value("when")
    own = dict(_read_values(section.section("values"), columns, _VALUE_NAMES))
    table = EventTable(
        event=_read_value(section, "event", section.value("event"), columns, is_constant=True),
        at=_read_when(section, columns),
        slot=slot,
        condition=None
        if condition is None
        else _read_condition(section, "when", condition, columns),
        values=tuple((dict(common) | own).items()),
        split=_read_split(section, columns),
    )
    section.finish()
    return table


def _read_when(section: Section, columns: Columns) -> When:
    given = section.value("at")
    basis = section.choice("basis", grammar.BASES) if section.has("basis") else None
    inner = Section(given if isinstance(given, dict) else {"first": given}, section.file, "at")
    choice = "earliest" if inner.has("earliest") else "first"
    names = inner.texts(choice)
    inner.finish()
    if not names:
        raise section.error("at", "is missing. Name the column that holds the time.")
    for name in names:
        if columns[_declared(section, "at", name, columns)].kind != "time":
            raise section.error("at", f'column "{name}" is not of kind "time".')
    return When(names, "earliest" if choice == "earliest" else "first", basis)


def _read_split(section: Section, columns: Columns) -> Split | None:
    if not section.has("for_each"):
        return None
    inner = section.section("for_each")
    column = _declared(inner, "column", inner.text("column"), columns)
    at_most, values = inner.number("at_most", 10), inner.pairs("values")
    split = Split(column, inner.texts("separators"), at_most, values)
    inner.finish()
    return split


def _read_values(section: Section, columns: Columns, allowed: Sequence[str]) -> Values:
    values = []
    for name, given in section.items():
        if name not in allowed:
            raise section.error(name, "is not a value of an event.", name, allowed)
        choices = given if isinstance(given, list) else [given]
        found = tuple(_read_value(section, name, item, columns) for item in choices)
        for value in found:
            _check_kind(section, name, value, columns)
        values.append((name, found))
    return tuple(values)


def _read_value(
    section: Section, key: str, given: Any, columns: Columns, is_constant: bool = False
) -> Value:
    """A bare text is a column; for the name of an event it is the name itself."""
    if isinstance(given, str):
        given = {"constant" if is_constant else "column": given}
    if not isinstance(given, dict) or len(given) != 1:
        raise section.error(key, f'{given!r} is not a value. Write a column or {{constant = "…"}}.')
    [(source, name)] = given.items()
    match source:
        case "constant":
            return Value("constant", str(name).lower() if isinstance(name, bool) else str(name))
        case "column" | "previous" | "last_known" | "known":
            return Value(source, _declared(section, key, name, columns))
        case "each":
            return Value("each")
    sources = ("column", "constant", "previous", "last_known", "known", "each")
    raise section.error(key, f'"{source}" is not a source of values.', source, sources)


def _check_kind(section: Section, name: str, value: Value, columns: Columns) -> None:
    if name == "due_at" and (value.source != "column" or columns[value.name].kind != "time"):
        raise section.error(name, 'a promised time is a column of kind "time".')
    needed = _NEEDED_KIND.get(EVENT_SCHEMA[name])  # type: ignore[arg-type]
    if needed is None or value.source in ("constant", "each"):
        return
    if columns[value.name].kind not in needed:
        raise section.error(name, f'column "{value.name}" must be of kind "{needed[0]}".')


def _read_condition(section: Section, key: str, given: Any, columns: Columns) -> Condition:
    if isinstance(given, list):
        given = {"all": given}
    if not isinstance(given, dict):
        raise section.error(key, f"{given!r} is not a condition.")
    for word, group in (("all", All), ("any", AnyOf)):
        if word in given and len(given) == 1:
            parts = tuple(_read_condition(section, key, part, columns) for part in given[word])
            return group(parts)
    if "not" in given and len(given) == 1:
        return Not(_read_condition(section, key, given["not"], columns))
    return _read_predicate(Section(given, section.file, f"{section.place}.{key}"), columns)


def _read_predicate(section: Section, columns: Columns) -> Predicate:
    if section.has("row"):
        row = section.choice("row", ("first", "last"))
        section.finish()
        return Predicate(f"{row}_row")
    column = _declared(section, "column", section.text("column"), columns)
    verbs = [verb for verb in VERBS if section.has(verb)]
    section.finish()
    if len(verbs) != 1:
        raise section.error("column", f'"{column}": write one of {", ".join(VERBS)}.')
    verb = verbs[0]
    if verb in LISTS:
        return Predicate(verb, column, section.texts(verb))
    if verb in WORDS:
        return Predicate(verb, column, (section.text(verb),))
    if verb in MARKS:
        return Predicate(verb, column, (str(section.flag(verb)).lower(),))
    return Predicate(verb, column, (str(section.number(verb, 0)),))


def _declared(section: Section, key: str, name: Any, columns: Columns) -> str:
    if name not in columns:
        raise section.error(key, f'"{name}" is not a declared column.', str(name), list(columns))
    return str(name)
