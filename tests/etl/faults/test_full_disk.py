"""A real disk that runs full in the middle of a load: a small file system, made for the test."""

import datetime as dt
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.errors import EtlError
from etl.pipeline import load
from etl.simulate import SimulationPlan, write_simulation
from queries.warehouse import Warehouse

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)
LAST = NOW + dt.timedelta(hours=2)
KILOBYTE = 1024


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The rows of a first day, and of all days."""
    folder = tmp_path_factory.mktemp("logs")
    write_simulation(SimulationPlan(seed=5, contacts=1500, weeks=2), folder)
    whole = folder / "events.csv"
    lines = whole.read_text(encoding="utf-8").splitlines(keepends=True)
    first = folder / "first.csv"
    first.write_text("".join(lines[:800]), encoding="utf-8")
    return first, whole


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MB; skips where this user may not make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("needs the right to mount a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, free: int) -> Path:
    """Leave so many kilobytes free."""
    filler = disk / "filler"
    left = shutil.disk_usage(disk).free // KILOBYTE - free
    filler.write_bytes(b"\0" * KILOBYTE * left)
    return filler


def told(warehouse: Path) -> tuple[str, int]:
    with Warehouse(warehouse) as build:
        return str(build.build()["build_id"]), build.table("facts.fct_contact").height


# While the rows are written, while the facts are built, and while the new warehouse is closed.
@pytest.mark.parametrize("free", [60, 1500, 5500])
def test_the_old_warehouse_stays_and_the_next_load_carries_on(
    disk: Path, logs: tuple[Path, Path], free: int, tmp_path: Path
) -> None:
    first, whole = logs
    warehouse = disk / "w.duckdb"
    load([first], "canonical", warehouse, NOW)
    before = told(warehouse)
    filler = fill(disk, free)
    with pytest.raises(EtlError, match="no space is left on the disk") as error:
        load([whole], "canonical", warehouse, LATER)
    assert "load the same files again" in str(error.value)
    assert told(warehouse) == before

    filler.unlink()
    load([whole], "canonical", warehouse, LAST)
    at_once = tmp_path / "w.duckdb"
    load([whole], "canonical", at_once, LAST)
    assert told(warehouse)[1] == told(at_once)[1] > before[1]
