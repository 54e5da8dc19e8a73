"""The columns of the canonical event log, in their order."""

from typing import Final

import polars as pl

EVENT_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "contact_id": pl.String,
    "occurred_at": pl.Datetime("us", "UTC"),
    "time_basis": pl.String,
    "seq": pl.Int64,
    "escalation_id": pl.String,
    "event": pl.String,
    "center": pl.String,
    "team": pl.String,
    "channel": pl.String,
    "category": pl.String,
    "subcategory": pl.String,
    "product": pl.String,
    "customer_id": pl.String,
    "actor": pl.String,
    "level": pl.Int32,
    "target": pl.String,
    "target_level": pl.Int32,
    "mode": pl.String,
    "axis": pl.String,
    "rule_id": pl.String,
    "rule_basis": pl.String,
    "reason": pl.String,
    "means": pl.String,
    "step": pl.Int32,
    "outcome": pl.String,
    "slot": pl.String,
    "impact": pl.Int32,
    "urgency": pl.Int32,
    "emergency": pl.Boolean,
    "amount": pl.Float64,
    "risk_kind": pl.String,
    "customer_kind": pl.String,
    "due_at": pl.Datetime("us", "UTC"),
    "note": pl.String,
    "source_file": pl.String,
    "source_row": pl.Int64,
}


COUNT_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "day": pl.Date,
    "center": pl.String,
    "team": pl.String,
    "channel": pl.String,
    "category": pl.String,
    "contacts": pl.Int64,
}


def with_all_columns(events: pl.DataFrame) -> pl.DataFrame:
    """Return events with every column, in their order: one that was added since is unknown."""
    return events.select(
        pl.col(name) if name in events.columns else pl.lit(None, kind).alias(name)
        for name, kind in EVENT_SCHEMA.items()
    )
