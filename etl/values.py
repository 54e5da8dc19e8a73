"""Values of an event as Polars expressions."""

import polars as pl

from etl.canonical import EVENT_SCHEMA
from etl.conditions import last_known_name, previous_name
from etl.grammar import Mapping, Value, When
from etl.times import basis_name

EACH = "@each"


def value_expression(choices: tuple[Value, ...], name: str) -> pl.Expr:
    """Return the first known of the choices, in the type of the canonical column."""
    dtype = EVENT_SCHEMA[name]
    expressions = [_choice_expression(value) for value in choices]
    first_known = expressions[0] if len(expressions) == 1 else pl.coalesce(expressions)
    if dtype == pl.Boolean and choices[0].source == "constant":
        return pl.lit(choices[0].name == "true").alias(name)
    return first_known.cast(dtype).alias(name)


def _choice_expression(value: Value) -> pl.Expr:
    match value.source:
        case "constant":
            return pl.lit(value.name)
        case "previous":
            return pl.col(previous_name(value.name))
        case "last_known":
            return pl.col(last_known_name(value.name))
        case "known":
            return pl.coalesce(value.name, last_known_name(value.name))
        case "each":
            return pl.col(EACH)
    return pl.col(value.name)


def due_expression(choices: tuple[Value, ...], mapping: Mapping) -> pl.Expr:
    """Return the first known promised time; a day alone is promised until its end."""
    zones = {column.name: column.zone for column in mapping.columns}
    return pl.coalesce(_until(value.name, zones[value.name]) for value in choices)


def _until(column: str, zone: str) -> pl.Expr:
    stamp = pl.col(column)
    next_day = stamp.dt.convert_time_zone(zone).dt.offset_by("1d").dt.convert_time_zone("UTC")
    is_day = pl.col(basis_name(column)) == "date_only"
    return pl.when(is_day).then(next_day - pl.duration(microseconds=1)).otherwise(stamp)


def time_expressions(at: When) -> tuple[pl.Expr, pl.Expr]:
    """Return when the event happened and the basis of that time."""
    stamps = [pl.col(name) for name in at.columns]
    bases = [pl.col(basis_name(name)) for name in at.columns]
    moment = stamps[0]
    if len(stamps) > 1:
        moment = pl.coalesce(stamps) if at.choice == "first" else pl.min_horizontal(stamps)
    if at.basis is not None:
        return moment, pl.lit(at.basis)
    if len(stamps) == 1:
        return moment, bases[0]
    chosen = [pl.when(s == moment).then(b) for s, b in zip(stamps, bases, strict=True)]
    return moment, pl.coalesce(chosen)


def implied_rule_expression(mapping: Mapping) -> pl.Expr:
    """Return the columns that stand in for a rule, joined; unknown when all of them are."""
    columns = [pl.col(name).cast(pl.String) for name in mapping.implied_rule]
    joined = pl.concat_str(columns, separator="/", ignore_nulls=True)
    return pl.when(pl.any_horizontal(column.is_not_null() for column in columns)).then(joined)
