"""The whole load: the same rows give the same warehouse, however they arrive."""

import datetime as dt
import random
from pathlib import Path

import polars as pl
import pytest

from etl.errors import EtlError
from etl.pipeline import load, rebuild, store_of
from etl.simulate import SimulationPlan, write_simulation
from queries.warehouse import Warehouse

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
FACTS = ("fct_contact", "fct_escalation", "fct_attempt", "fct_question", "agg_contact_day")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("log")
    write_simulation(SimulationPlan(seed=5, contacts=1500, weeks=3), folder)
    return folder / "events.csv"


@pytest.fixture(autouse=True)
def _own_key(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    key = tmp_path_factory.getbasetemp() / "key"
    key.write_bytes(b"k" * 32)
    monkeypatch.setenv("MINAOSHI_KEY_FILE", str(key))


def facts_of(warehouse: Path) -> dict[str, pl.DataFrame]:
    """Return every fact, its rows in one order."""
    with Warehouse(warehouse) as build:
        tables = {name: build.table(f"facts.{name}") for name in FACTS}
    return {name: frame.sort(frame.columns, nulls_last=True) for name, frame in tables.items()}


def assert_same(left: dict[str, pl.DataFrame], right: dict[str, pl.DataFrame]) -> None:
    for name in FACTS:
        assert left[name].equals(right[name]), name


def split(log: Path, folder: Path, parts: int) -> list[Path]:
    """Deal the rows of a log out to files at random; each file has the header."""
    header, *rows = log.read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(7).shuffle(rows)
    paths = []
    for part in range(parts):
        path = folder / f"part{part:02}.csv"
        path.write_text(header + "".join(rows[part::parts]), encoding="utf-8")
        paths.append(path)
    return paths


@pytest.fixture
def once(log: Path, tmp_path: Path) -> dict[str, pl.DataFrame]:
    load([log], "canonical", tmp_path / "once.duckdb", NOW)
    return facts_of(tmp_path / "once.duckdb")


def test_every_row_read_is_accounted_for(log, tmp_path):
    report = load([log], "canonical", tmp_path / "w.duckdb", NOW)
    lines = len(log.read_text(encoding="utf-8").splitlines()) - 1
    assert (report.rows_read, report.rows_accepted) == (lines, lines)
    assert (report.rows_quarantined, report.rows_ignored, report.events) == (0, 0, lines)
    with Warehouse(tmp_path / "w.duckdb") as build:
        row = build.table("meta.load").row(0, named=True)
    assert (row["file"], row["rows_read"], row["rows_accepted"]) == ("events.csv", lines, lines)


def test_loading_twice_changes_nothing(log, once, tmp_path):
    warehouse = tmp_path / "twice.duckdb"
    load([log], "canonical", warehouse, NOW)
    again = load([log], "canonical", warehouse, NOW + dt.timedelta(hours=1))
    assert again.is_empty
    assert_same(facts_of(warehouse), once)


def test_thirty_files_in_one_load_are_the_same_log(log, once, tmp_path):
    paths = split(log, tmp_path, 30)
    load(paths, "canonical", tmp_path / "split.duckdb", NOW)
    assert_same(facts_of(tmp_path / "split.duckdb"), once)


def test_files_loaded_one_by_one_in_any_order_are_the_same_log(log, once, tmp_path):
    paths = split(log, tmp_path, 6)
    for hour, part in enumerate((4, 0, 5, 1, 3, 2)):
        later = NOW + dt.timedelta(hours=hour)
        load([paths[part]], "canonical", tmp_path / "steps.duckdb", later)
    assert_same(facts_of(tmp_path / "steps.duckdb"), once)


def test_the_same_rows_in_another_file_are_not_counted_twice(log, once, tmp_path):
    warehouse = tmp_path / "copy.duckdb"
    load([log], "canonical", warehouse, NOW)
    paths = split(log, tmp_path, 3)
    load(paths, "canonical", warehouse, NOW + dt.timedelta(hours=1))
    assert_same(facts_of(warehouse), once)


def forget_new_fields(warehouse: Path) -> None:
    """Make the loads of a store as an earlier version wrote them."""
    for part in store_of(warehouse).glob("loads/*/events/*.parquet"):
        kept = pl.read_parquet(part).drop("risk_kind", "customer_kind", "due_at", strict=False)
        kept.write_parquet(part)


def test_loads_of_an_earlier_version_stay_readable(log, once, tmp_path):
    warehouse = tmp_path / "old.duckdb"
    paths = split(log, tmp_path, 2)
    load(paths[:1], "canonical", warehouse, NOW)
    forget_new_fields(warehouse)
    rebuild(warehouse, NOW)
    # Its contacts go on in the next load.
    load(paths[1:], "canonical", warehouse, NOW + dt.timedelta(hours=1))
    assert_same(facts_of(warehouse), once)
    forget_new_fields(warehouse)
    rebuild(warehouse, NOW + dt.timedelta(hours=2))
    assert_same(facts_of(warehouse), once)


def test_a_file_of_no_use_leaves_the_old_warehouse(log, once, tmp_path):
    warehouse = tmp_path / "keep.duckdb"
    load([log], "canonical", warehouse, NOW)
    before = warehouse.read_bytes()
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("number,when\n1,yesterday\n", encoding="utf-8")
    with pytest.raises(EtlError, match=r"wrong\.csv"):
        load([wrong], "canonical", warehouse, NOW + dt.timedelta(hours=1))
    assert warehouse.read_bytes() == before


def test_the_raw_names_of_people_never_enter_the_warehouse(log, tmp_path):
    warehouse = tmp_path / "names.duckdb"
    load([log], "canonical", warehouse, NOW)
    names = pl.read_csv(log, infer_schema=False).get_column("actor").drop_nulls().unique()
    with Warehouse(warehouse) as build:
        kept = build.table("facts.fct_escalation").get_column("actor_key").drop_nulls().unique()
    assert kept.len() > 0
    assert set(names) & set(kept) == set()
