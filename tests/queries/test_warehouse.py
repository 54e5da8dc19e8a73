"""The warehouse is read and never written, one build at a time, by many at once."""

import datetime as dt
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from queries.asked import Asked
from queries.errors import QueryError, WarehouseError
from queries.measure import measure
from queries.warehouse import Warehouse

MakeWarehouse = Callable[..., Warehouse]
DAY = dt.date(2026, 1, 5)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="Load a log with `minaoshi load`"):
        Warehouse(tmp_path / "none.duckdb").build_id()


def test_a_file_that_is_no_warehouse_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.duckdb"
    path.write_text("not a database", encoding="utf-8")
    with pytest.raises(WarehouseError, match="cannot be read as a warehouse"):
        Warehouse(path).build_id()


@pytest.mark.parametrize(
    "sql",
    [
        "insert into warehouse.meta.source by name select 'x' as event",
        "copy (select 1) to 'out.csv'",
        "select * from read_csv('/etc/hostname')",
        "attach 'other.duckdb'",
        "set enable_external_access = true",
    ],
)
def test_nothing_can_be_written_or_read_elsewhere(empty_file: Path, sql: str) -> None:
    before = empty_file.read_bytes()
    with pytest.raises(QueryError):
        Warehouse(empty_file).query(sql)
    assert empty_file.read_bytes() == before


def test_the_zone_is_that_of_the_build(make_warehouse: MakeWarehouse) -> None:
    as_of = dt.datetime(2026, 1, 5, 0, 30)  # noqa: DTZ001, the tables are filled in UTC
    build = {"build_id": "b1", "as_of": as_of, "time_zone": "America/New_York"}
    warehouse = make_warehouse({"meta.build": [build]})
    local = warehouse.query("select as_of()::varchar as local").item()
    assert local == "2026-01-04 19:30:00-05"


def test_a_replaced_file_is_seen_at_once_and_a_pinned_build_stays(
    make_warehouse: MakeWarehouse, tmp_path: Path
) -> None:
    new = make_warehouse({"meta.build": [{"build_id": "new", "time_zone": "UTC"}]})
    other = tmp_path / "other.duckdb"
    shutil.copyfile(new.path, other)
    old = make_warehouse({"meta.build": [{"build_id": "old", "time_zone": "UTC"}]})
    with old as pinned:
        assert pinned.build_id() == "old"
        other.replace(old.path)
        assert pinned.build_id() == "old"
        assert Warehouse(old.path).build_id() == "new"
    assert old.build_id() == "new"


def test_threads_may_share_a_pinned_build(make_warehouse: MakeWarehouse) -> None:
    rows = [{"contact_id": f"c{n}", "day": DAY, "is_returned": n % 2 == 0} for n in range(40)]
    with make_warehouse({"facts.fct_escalation": rows}) as build, ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: measure(build, "return_rate", Asked()), range(40)))
    assert {result.frame["metric_value"].item() for result in found} == {50.0}


def test_a_page_of_rows(make_warehouse: MakeWarehouse) -> None:
    rows = [{"contact_id": f"c{n}", "day": DAY} for n in range(5)]
    warehouse = make_warehouse({"facts.fct_contact": rows})
    sql = "select contact_id from asked_contact($asked) order by contact_id"
    params = {"asked": Asked().params()["asked"]}
    page = warehouse.query(sql, params, limit=2, offset=2)
    assert page["contact_id"].to_list() == ["c2", "c3"]


def test_a_path_with_a_quote_is_read(empty_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "O'Brien.duckdb"
    shutil.copyfile(empty_file, path)
    assert Warehouse(path).build_id() == "empty"


def test_an_sql_error_names_the_file_and_the_reason(empty_file: Path) -> None:
    with pytest.raises(QueryError, match=r"empty\.duckdb: .*no_such_column"):
        Warehouse(empty_file).query("select no_such_column from warehouse.meta.build")


def test_the_connection_of_a_test_can_write(empty_file: Path, tmp_path: Path) -> None:
    """The refusals above mean something only because writing works elsewhere."""
    path = tmp_path / "copy.duckdb"
    shutil.copyfile(empty_file, path)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{path}' as warehouse")
        connection.execute("insert into warehouse.meta.source by name select 'x' as event")
    assert Warehouse(path).recorded_events() == {"x": None}
