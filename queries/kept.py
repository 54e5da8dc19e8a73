"""Answers that a load works out once: by week over everything.

Rates add up from their counts at any time, percentiles do not: exact ones over a million rows cost
as much as five plain aggregates each, and the weekly page asks for six of them at every visit. So
the load asks the metric's own SQL and keeps what it says; any other question, and any warehouse of
another version of that SQL, is worked out from the facts. The people behind each week of every
metric are kept likewise, so that a plain question need not be asked twice to count them.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from queries.asked import Asked
from queries.catalog import Metric, load_catalog
from queries.people import BITS, CELL, FILE, bits_of, people_behind
from queries.thresholds import load_thresholds
from queries.warehouse import Warehouse, macro_statements, prepare

_BY_WEEK: Final = Asked()
_MONDAY: Final = 0
_WEEK: Final = dt.timedelta(weeks=1)
_KEPT_BY: Final = Path(__file__).with_name("kept.sql")
_ANYBODY: Final = Path(__file__).with_name("anybody.sql")
_PEOPLE: Final = "people"
_PEOPLE_COLUMNS: Final = {
    "metric": pl.String,
    "week_start": pl.Date,
    CELL: pl.String,
    **dict.fromkeys(BITS.values(), pl.UInt64),
}


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
    _keep_people(connection)


def _keep_people(connection: duckdb.DuckDBPyConnection) -> None:
    def run(sql: str, params: Mapping[str, Any]) -> pl.DataFrame:
        return pl.DataFrame(connection.execute(sql, dict(params)).to_arrow_table())

    is_anybody = run(_ANYBODY.read_text(encoding="utf-8"), {}).item()
    behind = [pl.DataFrame(schema=_PEOPLE_COLUMNS)]
    for metric in load_catalog().values() if is_anybody else ():
        if not bits_of(metric):
            continue
        params = _BY_WEEK.params() | dict(load_thresholds()[metric.metric].params)
        found = people_behind(run, metric, _BY_WEEK, params)
        behind.append(found.with_columns(pl.lit(metric.metric).alias("metric")))
    kept = pl.concat(behind, how="diagonal").to_arrow()
    connection.register("people_behind", kept)
    connection.execute(f"create table warehouse.kept.{_PEOPLE} as from people_behind")
    connection.unregister("people_behind")
    connection.execute(f"comment on table warehouse.kept.{_PEOPLE} is '{_people_digest()}'")


def kept_answer(warehouse: Warehouse, metric: Metric, asked: Asked) -> pl.DataFrame | None:
    """Return the rows that were kept for a question; None where it must be worked out."""
    if not (metric.is_kept and _is_whole_weeks(asked)):
        return None
    if not _is_kept_by(warehouse, metric.metric, _digest(metric)):
        return None
    return _of_weeks(warehouse.table(f"kept.{metric.metric}"), asked)


def people_behind_answer(
    warehouse: Warehouse, metric: Metric, asked: Asked, params: Mapping[str, Any]
) -> pl.DataFrame | None:
    """Return what `people_behind` says, as kept where that was; None where nobody is on record."""
    if not bits_of(metric):
        return None
    if _is_kept_by(warehouse, _PEOPLE, _people_digest()):
        kept = warehouse.table(f"kept.{_PEOPLE}").filter(metric=metric.metric)
        if kept.is_empty():
            return None
        if _is_whole_weeks(replace(asked, by=_BY_WEEK.by)):
            weeks = _of_weeks(kept, asked).select("week_start", CELL, *bits_of(metric))
            if asked.by == _BY_WEEK.by:
                return weeks
            if not asked.by and _is_one_week(asked):
                return weeks.drop("week_start")
    return people_behind(warehouse.query, metric, asked, params)


def _of_weeks(frame: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    week = pl.col("week_start")
    return frame.filter(
        week >= asked.start if asked.start else pl.lit(True),
        week < asked.stop if asked.stop else pl.lit(True),
    )


def _is_kept_by(warehouse: Warehouse, table: str, digest: str) -> bool:
    kept_by = warehouse.of_build(_kept_by())
    return (table, digest) in set(kept_by.iter_rows())


def _is_whole_weeks(asked: Asked) -> bool:
    """Whether the question is the kept one, or some of its weeks."""
    ends = (end for end in (asked.start, asked.stop) if end is not None)
    is_plain = asked.by == _BY_WEEK.by and asked.clock == _BY_WEEK.clock and not asked.filters()
    return is_plain and all(end.weekday() == _MONDAY for end in ends)


def _is_one_week(asked: Asked) -> bool:
    ends = asked.start, asked.stop
    return ends[0] is not None and ends[1] is not None and ends[1] - ends[0] == _WEEK


@cache
def _kept_by() -> str:
    return _KEPT_BY.read_text(encoding="utf-8")


@cache
def _digest(metric: Metric) -> str:
    params = repr(sorted(load_thresholds()[metric.metric].params.items()))
    text = "\n".join([metric.sql, *macro_statements(), params])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def _people_digest() -> str:
    parts = [metric.sql for metric in load_catalog().values()]
    text = "\n".join([*parts, *macro_statements(), FILE.read_text(encoding="utf-8")])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
