"""Escalations without a rule, in clusters that a sentence can say: each is a rule to be written.

A cluster is a category; it is narrowed to a subcategory, reason or channel that holds nearly all
of its cases, and parted by subcategory where the levels asked differ too much for one rule.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from queries.revisit.standing_settings import StandingSettings
from queries.warehouse import Warehouse

ITEMS: Final = ("category", "subcategory", "reason", "channel")
COLUMNS: Final[dict[str, Any]] = {
    **dict.fromkeys(ITEMS, pl.String),
    "n": pl.Int64,
    "share": pl.Float64,
    "level": pl.Int32,
    "level_share": pl.Float64,
    "target": pl.String,
    "mode": pl.String,
    "timed": pl.Int64,
    "p50_seconds": pl.Float64,
    "p90_seconds": pl.Float64,
    "condition": pl.String,
}


def clusters(
    warehouse: Warehouse, sql: str, count_sql: str, stop: dt.date, settings: StandingSettings
) -> pl.DataFrame:
    """Return one row per cluster in the weeks before `stop`, the largest first.

    `share` is of all escalations without a rule; `level_share` says how many of those with a known
    level asked for the most usual one; both are NULL where nothing is known.
    """
    start = stop - dt.timedelta(weeks=settings.no_rule_weeks)
    params = {"start": start, "stop": stop}
    counted = warehouse.query(sql, params | {"min_cases": settings.no_rule_min_cases})
    total = int(warehouse.query(count_sql, params)["n"][0])
    rows = counted.with_columns(
        (pl.col("n") / total).alias("share"),
        (pl.col("level_count") / pl.col("level_known_count")).alias("level_share"),
        pl.col("timed_count").alias("timed"),
    ).to_dicts()
    chosen = [row | {"condition": condition(row)} for row in choose(rows, settings)]
    chosen.sort(key=lambda row: (-row["n"], row["condition"]))
    kept = [{name: row[name] for name in COLUMNS} for row in chosen[: settings.no_rule_most]]
    return pl.DataFrame(kept, schema=COLUMNS)


def choose(rows: list[dict[str, Any]], settings: StandingSettings) -> Iterator[dict[str, Any]]:
    """Yield the combinations that make clusters; no case is in two of them."""
    by_key = {tuple(row[item] for item in ITEMS): row for row in rows}
    for key, row in by_key.items():
        if key[1:] != (None, None, None):
            continue
        whole = _narrowed(row, rows, settings)
        parts = [r for k, r in by_key.items() if k[0] == key[0] and k[1] and k[2:] == (None, None)]
        is_mixed = (row["level_share"] or 1.0) < settings.no_rule_consistency
        if whole["subcategory"] is None and is_mixed and parts:
            yield from (_narrowed(part, rows, settings) for part in parts)
        else:
            yield whole


def _narrowed(
    row: dict[str, Any], rows: list[dict[str, Any]], settings: StandingSettings
) -> dict[str, Any]:
    """Return the narrowest combination within this one that still holds nearly all of it."""
    known = {item: row[item] for item in ITEMS if row[item] is not None}
    inside = [
        other
        for other in rows
        if all(other[item] == value for item, value in known.items())
        and other["n"] >= settings.no_rule_narrowing * row["n"]
    ]
    return max(inside, key=lambda r: (sum(r[item] is not None for item in ITEMS), r["n"]))


def condition(row: dict[str, Any]) -> str:
    """Return a cluster as a condition expression."""
    known = [(item, row[item]) for item in ITEMS if row[item] is not None]
    return " and ".join(
        f"{item} = '{value.replace(chr(39), chr(39) * 2)}'" for item, value in known
    )
