"""Rows to events: one event table of the mapping after the other."""

import polars as pl

from etl.canonical import EVENT_SCHEMA
from etl.columns import CONTACT
from etl.conditions import (
    condition_expression,
    last_known_name,
    neighbor_columns,
    previous_name,
)
from etl.conform import content_columns
from etl.grammar import SLOTS, EventTable, Mapping, Split
from etl.values import (
    EACH,
    due_expression,
    implied_rule_expression,
    time_expressions,
    value_expression,
)

POSITION = "@position"
_ITEM = "@item"


def with_neighbors(rows: pl.DataFrame, mapping: Mapping) -> pl.DataFrame:
    """Return the rows in the declared order of each contact, with what their neighbors say.

    Rows that tie in the declared order are put in the order of their values, so that the same
    rows give the same events however they were spread over files. Without a declared order the
    order is that of the files.
    """
    needed = neighbor_columns(mapping)
    order = _order_columns(rows, mapping)
    rows = rows.sort(CONTACT, *order, nulls_last=False, maintain_order=True)
    one_contact = [CONTACT]
    return rows.with_columns(
        (pl.int_range(pl.len()).over(one_contact)).alias(POSITION),
        (pl.int_range(pl.len()).over(one_contact) == 0).alias("@first_row"),
        (pl.int_range(pl.len(), 0, -1).over(one_contact) == 1).alias("@last_row"),
        *(
            pl.col(name).shift(1).over(one_contact).alias(previous_name(name))
            for name in sorted(needed["previous"])
        ),
        *(
            pl.col(name).forward_fill().shift(1).over(one_contact).alias(last_known_name(name))
            for name in sorted(needed["last_known"])
        ),
    )


def _order_columns(rows: pl.DataFrame, mapping: Mapping) -> list[str]:
    if not mapping.source.order:
        return ["source_file", "source_row"]
    declared = list(mapping.source.order)
    return declared + [name for name in content_columns(rows) if name not in (CONTACT, *declared)]


def derive_events(rows: pl.DataFrame, mapping: Mapping) -> pl.DataFrame:
    """Return the events of mapped rows in the canonical columns."""
    frames = [_events_of_table(rows, table, mapping) for table in mapping.events]
    return frames[0] if len(frames) == 1 else pl.concat(frames)


def _events_of_table(rows: pl.DataFrame, table: EventTable, mapping: Mapping) -> pl.DataFrame:
    if table.condition is not None:
        rows = rows.filter(condition_expression(table.condition))
    if table.split is not None:
        rows = _one_row_per_item(rows, table.split)
    return rows.select(_event_columns(rows, table, mapping))


def _one_row_per_item(rows: pl.DataFrame, split: Split) -> pl.DataFrame:
    """Repeat a row for each thing its cell lists; `@item` counts them from 0."""
    text = pl.col(split.column)
    first = split.separators[0]
    for other in split.separators[1:]:
        text = text.str.replace_all(other, first, literal=True)
    rows = rows.with_columns(text.str.split(first).list.head(split.at_most).alias(EACH))
    rows = rows.with_columns(pl.int_ranges(pl.col(EACH).list.len()).alias(_ITEM))
    rows = rows.explode(EACH, _ITEM).with_columns(pl.col(EACH).str.strip_chars())
    rows = rows.filter(pl.col(EACH).str.len_chars() > 0)
    if not split.values:
        return rows
    old, new = zip(*split.values, strict=True)
    return rows.with_columns(pl.col(EACH).replace(old, new))


def _event_columns(rows: pl.DataFrame, table: EventTable, mapping: Mapping) -> list[pl.Expr]:
    moment, basis = time_expressions(table.at)
    if table.split is not None:
        # One stamp cannot hold for several hops: those after the first borrow it.
        basis = pl.when(pl.col(_ITEM) == 0).then(basis).otherwise(pl.lit("borrowed"))
    made = {
        "contact_id": pl.col(CONTACT),
        "occurred_at": moment,
        "time_basis": basis,
        "seq": _seq_expression(rows, table, mapping),
        "event": value_expression((table.event,), "event"),
        "source_file": pl.col("source_file"),
        "source_row": pl.col("source_row"),
    }
    made |= {
        name: due_expression(choices, mapping)
        if name == "due_at"
        else value_expression(choices, name)
        for name, choices in table.values
    }
    made |= _rule_columns(made, mapping)
    return [
        made.get(name, pl.lit(None)).cast(dtype).alias(name) for name, dtype in EVENT_SCHEMA.items()
    ]


def _seq_expression(rows: pl.DataFrame, table: EventTable, mapping: Mapping) -> pl.Expr:
    """Return `seq`: the source's own, or position × 100 + slot of the event table."""
    source = mapping.source
    slot: pl.Expr = pl.lit(table.slot, dtype=pl.Int64)
    if table.split is not None:
        slot = slot + pl.col(_ITEM)
    if source.seq is not None:
        return pl.col(source.seq)
    if POSITION in rows.columns:
        return pl.col(POSITION) * SLOTS + slot
    is_position = len(source.order) == 1 and rows.schema[source.order[0]] == pl.Int64
    return pl.col(source.order[0]) * SLOTS + slot if is_position else slot


def _rule_columns(made: dict[str, pl.Expr], mapping: Mapping) -> dict[str, pl.Expr]:
    """A rule that is named says so; on an escalation without one, the stand-in is implied."""
    named = made.get("rule_id", pl.lit(None, dtype=pl.String))
    is_named = named.is_not_null()
    if not mapping.implied_rule:
        return {"rule_basis": pl.when(is_named).then(pl.lit("named"))}
    is_escalation = made["event"] == "escalated"
    implied = pl.when(is_escalation).then(implied_rule_expression(mapping))
    rule = pl.coalesce(named, implied)
    basis = (
        pl.when(is_named).then(pl.lit("named")).when(implied.is_not_null()).then(pl.lit("implied"))
    )
    return {"rule_id": rule, "rule_basis": basis}
