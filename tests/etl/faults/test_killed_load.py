"""A load killed at any moment leaves the old warehouse as it was, and the next one carries on."""

import datetime as dt
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from etl.pipeline import load, store_of
from etl.simulate import SimulationPlan, write_simulation
from queries.warehouse import Warehouse

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)
_KILLED_LOAD = """
import datetime as dt, os, signal, sys
from pathlib import Path
import etl.history, etl.pipeline, etl.stages, etl.store

warehouse, moment, *files = sys.argv[1:]
calls = 0

def kill(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def kill_in_the_second(rows, size):
    global calls
    calls += 1
    if calls == 2:
        kill()

def write_half(frame, path):
    path.write_bytes(b"PAR1 and then the power went")
    kill()

progress = lambda rows, size: None
if moment == "after_the_first_rows":
    progress = kill
elif moment == "in_the_second_file":
    progress = kill_in_the_second
elif moment == "while_a_part_is_written":
    etl.store._write_parquet = write_half
elif moment == "before_contacts_are_completed":
    etl.stages.complete_events = kill
elif moment == "before_the_load_is_described":
    etl.store.json.dumps = kill
elif moment == "before_the_load_counts":
    Path.rename = kill
elif moment == "before_the_facts":
    etl.pipeline.rebuild = kill

etl.pipeline.load(
    [Path(file) for file in files], "canonical", Path(warehouse),
    dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC), progress=progress,
)
"""


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three files of one log, its rows dealt out in turn: contacts stand in all of them."""
    folder = tmp_path_factory.mktemp("log")
    write_simulation(SimulationPlan(seed=6, contacts=600, weeks=2), folder)
    header, *rows = (folder / "events.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    paths = [folder / f"part{part}.csv" for part in range(3)]
    for part, path in enumerate(paths):
        path.write_text(header + "".join(rows[part::3]), encoding="utf-8")
    return paths


def contacts(warehouse: Path) -> pl.DataFrame:
    with Warehouse(warehouse) as build:
        return build.table("facts.fct_contact").sort("contact_id")


@pytest.mark.parametrize(
    "moment",
    [
        "after_the_first_rows",
        "in_the_second_file",
        "while_a_part_is_written",
        "before_contacts_are_completed",
        "before_the_load_is_described",
        "before_the_load_counts",
        "before_the_facts",
    ],
)
def test_a_load_killed_on_its_way_changes_nothing_and_can_be_done_again(
    tmp_path: Path, logs: list[Path], moment: str
) -> None:
    first, *others = logs
    warehouse, whole = tmp_path / "center.duckdb", tmp_path / "whole.duckdb"
    load([first], "canonical", warehouse, NOW)
    load(logs, "canonical", whole, NOW)
    before = warehouse.read_bytes()
    command = [sys.executable, "-c", _KILLED_LOAD, str(warehouse), moment, *map(str, others)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert warehouse.read_bytes() == before

    load(others, "canonical", warehouse, LATER)
    assert contacts(warehouse).equals(contacts(whole))
    assert list((store_of(warehouse) / "loads").glob("*.part")) == []
