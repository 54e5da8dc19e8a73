"""Forgetting and rotating killed at any moment: whoever writes next makes it good."""

import datetime as dt
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from etl.pipeline import forget, load, rebuild, rotate_key, store_of
from etl.pseudonyms import Pseudonyms
from etl.secret import read_or_make_keys
from queries.warehouse import Warehouse

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)
_KILLED = """
import datetime as dt, os, signal, sys
from pathlib import Path
import etl.personal.forgotten, etl.personal.replacing as replacing, etl.personal.working as working
import etl.pipeline as pipeline

def die(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)

work, warehouse, moment = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
rename, rmtree = Path.rename, replacing.shutil.rmtree
if moment == "while_loads_are_written":
    replacing._write_load = die
if moment == "before_the_first_rename":
    Path.rename = lambda self, to: die() if self.name == "loads" else rename(self, to)
if moment == "between_the_renames":
    Path.rename = lambda self, to: die() if self.name == "loads.new" else rename(self, to)
if moment == "before_the_old_ones_go":
    replacing.shutil.rmtree = lambda path, **named: (
        die() if path.name == "loads.old" and path.exists() else rmtree(path, **named)
    )
if moment == "before_the_warehouse":
    pipeline.rebuild = die
now = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)
if work == "forget":
    pipeline.forget(warehouse, "CU000001", now)
else:
    pipeline.rotate_key(warehouse, now)
"""
MOMENTS = [
    "while_loads_are_written",
    "before_the_first_rename",
    "between_the_renames",
    "before_the_old_ones_go",
    "before_the_warehouse",
]


def killed(work: str, warehouse: Path, moment: str) -> None:
    command = [sys.executable, "-c", _KILLED, work, str(warehouse), moment]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL


def customers_of(warehouse: Path) -> dict[str, str]:
    with Warehouse(warehouse) as build:
        table = build.table("facts.fct_contact")
    return dict(table.select("contact_id", "customer_id").iter_rows())


def remains_of(warehouse: Path) -> list[str]:
    names = [path.name for path in store_of(warehouse).iterdir()]
    return [name for name in names if name.startswith("loads.")]


@pytest.mark.parametrize("moment", MOMENTS)
def test_forgetting_that_was_killed_is_done_by_forgetting_again(tmp_path, log, moment):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    before = warehouse.read_bytes()
    killed("forget", warehouse, moment)
    assert warehouse.read_bytes() == before
    forget(warehouse, "CU000001", LATER)
    assert list(customers_of(warehouse)) == ["K2"]
    assert remains_of(warehouse) == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_rotation_that_was_killed_is_finished_by_the_next_load(tmp_path, log, moment):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    before = warehouse.read_bytes()
    killed("rotate", warehouse, moment)
    assert warehouse.read_bytes() == before
    load([log], "canonical", warehouse, LATER)
    pseudonyms = Pseudonyms(*read_or_make_keys())
    assert len(read_or_make_keys()) == 2
    assert customers_of(warehouse)["K1"] == pseudonyms.of("CU000001")
    assert remains_of(warehouse) == []


def test_publishing_anew_between_the_renames_loses_nothing(tmp_path, log):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    killed("rotate", warehouse, "between_the_renames")
    rebuild(warehouse, LATER)
    assert sorted(customers_of(warehouse)) == ["K1", "K2", "K3"]
    rotate_key(warehouse, LATER)
    assert len(read_or_make_keys()) == 3
