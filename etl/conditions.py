"""Conditions of a mapping as Polars expressions.

A row's neighbors are the other rows of its contact in the declared order. Columns that look at
them (`first_row`, previous and last known values) are added once per frame and only when a
mapping asks for them. What is unknown makes a predicate false: unknown is not no.
"""

import functools
import operator
from collections.abc import Iterator

import polars as pl

from etl.grammar import All, AnyOf, Condition, Mapping, Not, Predicate

LISTS = ("in", "not_in", "enters", "leaves")
WORDS = ("is", "is_not")
MARKS = ("known", "did_not_happen", "changes", "becomes_known", "increases")
NUMBERS = ("increases_from",)
VERBS = LISTS + WORDS + MARKS + NUMBERS
_LAST_KNOWN_VERBS = ("changes", "increases", "increases_from", "enters", "leaves")


def previous_name(column: str) -> str:
    """Name of the column that holds the previous row's value."""
    return f"{column}@previous"


def last_known_name(column: str) -> str:
    """Name of the column that holds the last value known before this row."""
    return f"{column}@last_known"


def did_not_happen_name(column: str) -> str:
    """Name of the column that tells a marked "did not happen" from an unknown."""
    return f"{column}@did_not_happen"


def predicates(condition: Condition | None) -> Iterator[Predicate]:
    """Yield every predicate inside a condition."""
    match condition:
        case Predicate():
            yield condition
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from predicates(part)
        case Not(part):
            yield from predicates(part)


def neighbor_columns(mapping: Mapping) -> dict[str, set[str]]:
    """Return which columns are needed as `previous`, `last_known` and `row`, by those words.

    Three empty sets mean that every row can be mapped alone.
    """
    needed: dict[str, set[str]] = {"previous": set(), "last_known": set(), "row": set()}
    for table in mapping.events:
        for predicate in predicates(table.condition):
            _note_predicate(predicate, needed)
        for _, choices in table.values:
            for value in choices:
                if value.source in ("previous", "last_known", "known"):
                    kind = "previous" if value.source == "previous" else "last_known"
                    needed[kind].add(value.name)
    return needed


def _note_predicate(predicate: Predicate, needed: dict[str, set[str]]) -> None:
    if predicate.verb in ("first_row", "last_row"):
        needed["row"].add(predicate.verb)
    elif predicate.column is None:
        return
    elif predicate.verb in _LAST_KNOWN_VERBS:
        needed["last_known"].add(predicate.column)
    elif predicate.verb == "becomes_known":
        needed["previous"].add(predicate.column)


def looks_at_neighbors(mapping: Mapping) -> bool:
    """Whether some event depends on other rows of the contact."""
    return any(neighbor_columns(mapping).values())


def condition_expression(condition: Condition) -> pl.Expr:
    """Return the condition as an expression that is true or false, never unknown."""
    match condition:
        case All(parts):
            return functools.reduce(operator.and_, map(condition_expression, parts))
        case AnyOf(parts):
            return functools.reduce(operator.or_, map(condition_expression, parts))
        case Not(part):
            return ~condition_expression(part)
        case Predicate():
            return _predicate_expression(condition).fill_null(False)


def _predicate_expression(predicate: Predicate) -> pl.Expr:
    verb, operands = predicate.verb, list(predicate.operands)
    if predicate.column is None:
        return pl.col(f"@{verb}")
    now = pl.col(predicate.column)
    if verb in MARKS:
        expression = _mark_expression(verb, predicate.column)
        return expression if operands == ["true"] else ~expression.fill_null(False)
    if verb == "increases_from":
        before = pl.col(last_known_name(predicate.column)).fill_null(int(operands[0]))
        return now > before
    text = now.cast(pl.String)
    if verb in ("enters", "leaves"):
        was = pl.col(last_known_name(predicate.column)).cast(pl.String).is_in(operands)
        was = was.fill_null(False)
        is_in = text.is_in(operands)
        return is_in & ~was if verb == "enters" else ~is_in & was
    is_in = text.is_in(operands)
    return is_in if verb in ("is", "in") else ~is_in


def _mark_expression(verb: str, column: str) -> pl.Expr:
    now = pl.col(column)
    match verb:
        case "known":
            return now.is_not_null()
        case "did_not_happen":
            return pl.col(did_not_happen_name(column))
        case "becomes_known":
            return now.is_not_null() & pl.col(previous_name(column)).is_null()
        case "increases":
            return now > pl.col(last_known_name(column))
    return now != pl.col(last_known_name(column))
