"""Answers that a load works out once: by week over everything, for what cannot be re-summed.

Rates add up from their counts at any time, percentiles do not: exact ones over a million rows cost
as much as five plain aggregates each, and the weekly page asks for six of them at every visit. So
the load asks the metric's own SQL and keeps what it says; any other question, and any warehouse of
another version of that SQL, is worked out from the facts.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from queries.asked import Asked
from queries.catalog import Metric, load_catalog
from queries.thresholds import load_thresholds
from queries.warehouse import Warehouse, macro_statements, prepare

_BY_WEEK: Final = Asked()
_MONDAY: Final = 0
_KEPT_BY: Final = Path(__file__).with_name("kept.sql")


def keep_answers(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill schema `kept` of the attached `warehouse`, whose facts must be there already."""
    # Metrics name the warehouse in full and find the macros beside it.
    connection.execute("use memory")
    prepare(connection)
    connection.execute("create schema warehouse.kept")
    for metric in load_catalog().values():
        if not metric.is_kept:
            continue
        table = f"warehouse.kept.{metric.metric}"
        params = _BY_WEEK.params() | dict(load_thresholds()[metric.metric].params)
        connection.execute(f"create table {table} as {metric.sql}", params)
        connection.execute(f"comment on table {table} is '{_digest(metric)}'")


def kept_answer(warehouse: Warehouse, metric: Metric, asked: Asked) -> pl.DataFrame | None:
    """Return the rows that were kept for a question; None where it must be worked out."""
    if not (metric.is_kept and _is_whole_weeks(asked)):
        return None
    kept_by = warehouse.query(_KEPT_BY.read_text(encoding="utf-8"), {"metric": metric.metric})
    if kept_by["digest"].to_list() != [_digest(metric)]:
        return None
    frame = warehouse.table(f"kept.{metric.metric}")
    week = pl.col("week_start")
    return frame.filter(
        week >= asked.start if asked.start else pl.lit(True),
        week < asked.stop if asked.stop else pl.lit(True),
    )


def _is_whole_weeks(asked: Asked) -> bool:
    """Whether the question is the kept one, or some of its weeks."""
    ends = (end for end in (asked.start, asked.stop) if end is not None)
    is_plain = asked.by == _BY_WEEK.by and asked.clock == _BY_WEEK.clock and not asked.filters()
    return is_plain and all(end.weekday() == _MONDAY for end in ends)


@cache
def _digest(metric: Metric) -> str:
    params = repr(sorted(load_thresholds()[metric.metric].params.items()))
    text = "\n".join([metric.sql, *macro_statements(), params])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
