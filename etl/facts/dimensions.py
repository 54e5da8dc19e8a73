"""The columns of the dimensions that people and settings write."""

from typing import Final

import polars as pl

Schema = dict[str, pl.DataType | type[pl.DataType]]

DIMENSION_SCHEMAS: Final[dict[str, Schema]] = {
    "dim_rule": {
        "rule_id": pl.String,
        "title": pl.String,
        "owner": pl.String,
        "is_implied": pl.Boolean,
        "manual_page": pl.String,
        "status": pl.String,
    },
    "dim_rule_version": {
        "rule_version_id": pl.String,
        "rule_id": pl.String,
        "version": pl.Int32,
        "title": pl.String,
        "category": pl.String,
        "subcategory": pl.String,
        "channel": pl.String,
        "condition_words": pl.String,
        "impact": pl.Int32,
        "urgency": pl.Int32,
        "level": pl.Int32,
        "target": pl.String,
        "mode": pl.String,
        "limit_seconds": pl.Int64,
        "limit_clock": pl.String,
        "allows_emergency_skip": pl.Boolean,
        "required_items": pl.String,
        "review_by": pl.Date,
        "valid_from": pl.Datetime("us", "UTC"),
        "valid_to": pl.Datetime("us", "UTC"),
        "change_reason": pl.String,
        "is_machine_readable": pl.Boolean,
    },
    "dim_rule_condition": {
        "rule_version_id": pl.String,
        "branch": pl.Int32,
        "item": pl.String,
        "comparison": pl.String,
        "value": pl.String,
    },
    "dim_rule_route": {
        "rule_version_id": pl.String,
        "step": pl.Int32,
        "target": pl.String,
        "target_level": pl.Int32,
        "means": pl.String,
        "wait_seconds": pl.Int64,
        "weekdays": pl.String,
        "hour_from": pl.String,
        "hour_to": pl.String,
    },
    # Filled once the facts are there: etl/rules/judging.py.
    "rule_finding": {
        "kind": pl.String,
        "rule_id": pl.String,
        "rule_version_id": pl.String,
        "other_rule_ids": pl.List(pl.String),
        "condition": pl.String,
        "witness": pl.String,
        "contacts": pl.Int64,
        "escalations": pl.Int64,
        "valid_from": pl.Datetime("us", "UTC"),
        "valid_to": pl.Datetime("us", "UTC"),
        "explained_ja": pl.String,
        "explained_en": pl.String,
    },
    "dim_change_event": {
        "changed_on": pl.Date,
        "kind": pl.String,
        "title": pl.String,
        "rule_id": pl.String,
        "center": pl.String,
        "category": pl.String,
        "product": pl.String,
    },
    "dim_calendar": {
        "center": pl.String,
        "quarter_start": pl.Datetime("us", "UTC"),
        "open_seconds": pl.Int32,
        "open_from": pl.Int32,
        "open_before": pl.Int64,
    },
    "dim_level": {
        "level": pl.Int32,
        "code": pl.String,
        "name_ja": pl.String,
        "name_en": pl.String,
    },
    "dim_risk": {"impact": pl.Int32, "urgency": pl.Int32, "risk": pl.String},
    "dim_risk_target": {"risk": pl.String, "target_seconds": pl.Int64},
    "dim_amount_band": {"amount_band": pl.Int64},
    "dim_risk_kind": {"risk_kind": pl.String},
    "dim_report_item": {"slot": pl.String},
    "dim_verification_slot": {"slot": pl.String},
    "dim_slot_pattern": {"slot": pl.String, "lang": pl.String, "pattern": pl.String},
    "dim_wording_pattern": {"signal": pl.String, "part": pl.String, "pattern": pl.String},
}


def empty_dimensions() -> dict[str, pl.DataFrame]:
    """Return every dimension without rows."""
    return {name: pl.DataFrame(schema=schema) for name, schema in DIMENSION_SCHEMAS.items()}
