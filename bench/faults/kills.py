"""Loads killed at random moments while somebody reads: no loss, no duplicate, no reader's error.

Twenty daily files of one log are loaded one after the other. Each load is killed several times at
a moment drawn by lot before it may finish; a reader asks the warehouse all the while. In the end
the warehouse holds what one load of all files gives.
"""

import datetime as dt
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Final

import polars as pl

from etl.pipeline import load
from etl.simulate import SimulationPlan, write_simulation
from queries.warehouse import Warehouse

KILLS: Final = 200
FILES: Final = 20
SEED: Final = 20261201
NOW: Final = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
_LOAD: Final = """
import datetime as dt, sys
from pathlib import Path
from etl.pipeline import load
print("begun", flush=True)
load([Path(sys.argv[2])], "canonical", Path(sys.argv[1]), dt.datetime.now(dt.UTC))
"""
_FACTS: Final = ("fct_contact", "fct_escalation", "fct_attempt", "fct_question", "agg_contact_day")


class Reader(threading.Thread):
    """Asks the warehouse without a pause; keeps what went wrong and how often it asked."""

    def __init__(self, warehouse: Path) -> None:
        super().__init__(daemon=True)
        self.warehouse = warehouse
        self.errors: list[str] = []
        self.asked = 0
        self.is_done = threading.Event()

    def run(self) -> None:
        """Read until told to end; a count of contacts never falls."""
        most = 0
        while not self.is_done.is_set():
            try:
                with Warehouse(self.warehouse) as build:
                    found = build.table("facts.fct_contact").height
            except Exception as error:  # whatever a reader sees is a fault
                self.errors.append(f"{type(error).__name__}: {error}")
                continue
            self.asked += 1
            if found < most:
                self.errors.append(f"{most} contacts, then {found}")
            most = max(most, found)


def daily_files(folder: Path, files: int) -> list[Path]:
    """One log in so many files, cut where it happens to be cut."""
    write_simulation(SimulationPlan(seed=9, contacts=2_000, weeks=3), folder)
    header, *rows = (folder / "events.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    size = -(-len(rows) // files)
    paths = []
    for number in range(files):
        path = folder / f"day_{number:02}.csv"
        part = rows[number * size : (number + 1) * size]
        path.write_text(header + "".join(part), encoding="utf-8")
        paths.append(path)
    return paths


def killed_load(warehouse: Path, file: Path, seconds: float) -> bool:
    """Kill a load so many seconds after it began; whether it was still running."""
    loading = subprocess.Popen(
        [sys.executable, "-c", _LOAD, str(warehouse), str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert loading.stdout is not None
    loading.stdout.readline()
    time.sleep(seconds)
    is_running = loading.poll() is None
    loading.kill()
    loading.wait()
    loading.stdout.close()
    return is_running


def contents(warehouse: Path) -> dict[str, pl.DataFrame]:
    """The facts of a warehouse, in one order."""
    with Warehouse(warehouse) as build:
        tables = {name: build.table(f"facts.{name}") for name in _FACTS}
    return {
        name: table.select(pl.exclude("^.*_bits?$")).sort(pl.all(), nulls_last=True)
        for name, table in tables.items()
    }


def main(work: Path, kills: int = KILLS, files: int = FILES) -> None:
    """Print how many loads were killed, how often was read, and what differs in the end."""
    folder = work / "kills"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    paths = daily_files(folder, files)
    warehouse, dice, killed = folder / "killed.duckdb", random.Random(SEED), 0
    began = time.perf_counter()
    load(paths[:1], "canonical", warehouse, NOW)
    whole_seconds = time.perf_counter() - began
    reader = Reader(warehouse)
    reader.start()
    for number, path in enumerate(paths):
        while killed < kills * (number + 1) / files:
            killed += killed_load(warehouse, path, dice.uniform(0, whole_seconds * 1.2))
        load([path], "canonical", warehouse, NOW + dt.timedelta(days=1, minutes=number))
    reader.is_done.set()
    reader.join()
    at_once = folder / "at_once.duckdb"
    load(paths, "canonical", at_once, NOW + dt.timedelta(days=2))
    mine, whole = contents(warehouse), contents(at_once)
    differing = [name for name in _FACTS if not mine[name].equals(whole[name])]
    print(
        f"killed loads   {killed} of {files} files; {reader.asked:,} reads meanwhile, "
        f"{len(reader.errors)} in error (at most 0); {len(differing)} facts differ (at most 0)"
    )
    for line in [*reader.errors[:5], *differing]:
        print(f"  {line}")


if __name__ == "__main__":
    main(Path(__file__).parents[1] / "work", *map(int, sys.argv[1:]))
