"""A small warehouse with the real tables, holding the rows that a test names."""

import datetime as dt
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from etl.facts import create_empty
from queries.catalog import load_catalog
from queries.warehouse import Warehouse

Rows = Sequence[Mapping[str, Any]]
MakeWarehouse = Callable[..., Warehouse]


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mart") / "empty.duckdb"
    with duckdb.connect() as connection:
        connection.execute(f"attach '{path}' as warehouse")
        connection.execute("use warehouse")
        create_empty(connection)
    return path


@pytest.fixture
def make_warehouse(empty_file: Path, tmp_path: Path) -> MakeWarehouse:
    """Give a function that fills a copy of the empty warehouse; every event is recorded."""

    def make(given: Mapping[str, Rows], recorded: Sequence[str] | None = None) -> Warehouse:
        path = tmp_path / "warehouse.duckdb"
        shutil.copyfile(empty_file, path)
        events = _all_needs() if recorded is None else recorded
        source = [{"event": event, "event_count": 1} for event in events]
        with duckdb.connect() as connection:
            connection.execute("set timezone = 'UTC'")
            connection.execute(f"attach '{path}' as warehouse")
            for table, rows in ({"meta.source": source} | dict(given)).items():
                _insert(connection, table, rows)
        return Warehouse(path)

    return make


def _all_needs() -> list[str]:
    needs = (need for metric in load_catalog().values() for need in metric.needs)
    return sorted({event for need in needs for event in need.split("|")})


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    if table.startswith("meta."):
        connection.execute(f"delete from warehouse.{table}")
    if not rows:
        return
    frame = pl.DataFrame([_with_week(row) for row in rows], infer_schema_length=None)
    connection.register("given_rows", frame.to_arrow())
    connection.execute(f"insert into warehouse.{table} by name from given_rows")
    connection.unregister("given_rows")


def _with_week(row: Mapping[str, Any]) -> dict[str, Any]:
    """Add the week that belongs to the row's day, as the facts have it."""
    day = row.get("day")
    if day is None:
        return dict(row)
    return {"week_start": day - dt.timedelta(days=day.weekday()), **row}
