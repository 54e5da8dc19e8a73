"""What rule book and log say of rules without any rate: unused, stale, overdue, and the like."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl

from queries.revisit.clusters import clusters
from queries.revisit.standing_settings import StandingSettings, load_standing_settings
from queries.revisit.standing_words import explained
from queries.warehouse import Warehouse

KINDS: Final = (
    *("conflict", "unreachable", "overlap", "overdue", "stale", "unused", "gap", "no_rule"),
)
COLUMNS: Final[dict[str, Any]] = {
    "kind": pl.String,
    "rule_id": pl.String,
    "rule_version_id": pl.String,
    "other_rule_ids": pl.List(pl.String),
    "condition": pl.String,
    "witness": pl.String,
    "since": pl.Date,
    "cases": pl.Int64,
    "contacts": pl.Int64,
    "share": pl.Float64,
    "level": pl.Int32,
    "level_share": pl.Float64,
    "target": pl.String,
    "p50_seconds": pl.Float64,
    "p90_seconds": pl.Float64,
    "change_title": pl.String,
    "change_kind": pl.String,
    "change_count": pl.Int64,
    "explained_ja": pl.String,
    "explained_en": pl.String,
}
_FOLDER: Final = Path(__file__).parent


def standing_findings(warehouse: Warehouse, stop: dt.date) -> pl.DataFrame:
    """Return a row per rule (or gap, or cluster without one) and kind, as of before `stop`.

    Columns as in COLUMNS; `cases` are escalations, NULL where they say nothing. What presses most
    comes first: the kinds in the order of KINDS, in each the most cases.
    """
    settings = load_standing_settings()
    with warehouse.pinned() as build:
        frames = [
            _read(build, "overdue", stop=stop),
            _read(build, "stale", stop=stop),
            _read(build, "unused", stop=stop, weeks=settings.unused_weeks).with_columns(
                pl.lit(0, pl.Int64).alias("cases")
            ),
            _found(build, stop, settings),
            no_rule_clusters(build, stop).rename({"n": "cases"}).with_columns(_kind("no_rule")),
        ]
    rows = pl.concat([_shaped(frame) for frame in frames])
    order = pl.col("kind").replace_strict(list(KINDS), range(len(KINDS)), return_dtype=pl.Int32)
    worded = [explained(row, settings) for row in rows.iter_rows(named=True)]
    return pl.DataFrame(worded, schema=COLUMNS).sort(
        order,
        pl.col("cases").fill_null(-1) * -1,
        "rule_id",
        "condition",
        nulls_last=True,
    )


def no_rule_clusters(warehouse: Warehouse, stop: dt.date) -> pl.DataFrame:
    """Return the clusters of escalations without a rule; see queries/revisit/clusters.py."""
    settings = load_standing_settings()
    return clusters(warehouse, _sql("without_rule"), _sql("without_rule_count"), stop, settings)


def _found(build: Warehouse, stop: dt.date, settings: StandingSettings) -> pl.DataFrame:
    """Return the findings of the load; a gap only where people escalate, or without a log."""
    cases = pl.col("cases")
    is_gap = pl.col("kind") == "gap"
    is_small = (is_gap & (cases < settings.gap_min_cases)).fill_null(False)
    return build.query(_sql("found"), {"stop": stop}).filter(~is_small)


def _read(build: Warehouse, name: str, **params: Any) -> pl.DataFrame:
    return build.query(_sql(name), params).with_columns(_kind(name))


def _kind(name: str) -> pl.Expr:
    return pl.lit(name).alias("kind")


def _shaped(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in COLUMNS.items()
    )


@cache
def _sql(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
