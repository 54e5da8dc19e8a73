"""A ten-million-event CSV through the whole load, against DuckDB reading that file into a table."""

import shutil
import sys
from pathlib import Path

import duckdb

from bench.timing import Run, run_process

_READ = (
    "import duckdb, sys; c = duckdb.connect(sys.argv[2]); "
    "c.execute('set enable_progress_bar = false'); "
    "c.execute('create table event as from read_csv(?)', [sys.argv[1]]); c.close()"
)
_SIMULATE = (
    "import sys; from pathlib import Path; from etl.simulate import "
    "SimulationPlan, write_simulation; "
    "write_simulation(SimulationPlan(seed=1, contacts=int(sys.argv[2]), weeks=104), "
    "Path(sys.argv[1]), shapes=('events',))"
)


def main(work: Path, events: int = 10_000_000, contacts: int = 2_150_000) -> None:
    """Print how long both take, their ratio, the peak memory and the rows that came out."""
    log = _simulated_log(work, contacts)
    with log.open("rb") as file:
        rows = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 24), b"")) - 1
    print(f"file: {rows:,} events, {log.stat().st_size / 1e6:,.0f} MB")
    if rows < events:
        print(f"warning: fewer events than the {events:,} asked for")
    bare, loaded = [], []
    for _ in range(3):
        bare.append(_bare(work, log))
        loaded.append(_loaded(work, log))
    read, load = _median(bare), _median(loaded)
    print(f"DuckDB reads the file into one table: {read.seconds:6.1f} s")
    print(f"whole load:                           {load.seconds:6.1f} s")
    print(f"ratio {load.seconds / read.seconds:.2f} (at most 3), peak {load.peak_mib:,.0f} MiB")
    _prove(work / "load.duckdb", rows)


def _simulated_log(work: Path, contacts: int) -> Path:
    folder = work / f"simulated_{contacts}"
    log = folder / "events.csv"
    if not log.exists():
        run_process([sys.executable, "-c", _SIMULATE, str(folder), str(contacts)])
    return log


def _bare(work: Path, log: Path) -> Run:
    target = work / "bare.duckdb"
    target.unlink(missing_ok=True)
    return run_process([sys.executable, "-c", _READ, str(log), str(target)])


def _loaded(work: Path, log: Path) -> Run:
    warehouse = work / "load.duckdb"
    warehouse.unlink(missing_ok=True)
    shutil.rmtree(work / "load.store", ignore_errors=True)
    environment = {"MINAOSHI_KEY_FILE": str(work / "key")}
    minaoshi = [sys.executable, "-m", "minaoshi"]
    # The rule book is there before the log, as in a center's daily life; its import is not timed.
    for workbook in sorted(log.parent.glob("rules_*.xlsx")):
        book = ["rules", "--warehouse", str(warehouse), "import", str(workbook)]
        run_process([*minaoshi, *book], environment)
    command = ["load", str(log), "--mapping", "canonical", "--warehouse", str(warehouse)]
    return run_process([*minaoshi, *command], environment)


def _median(runs: list[Run]) -> Run:
    return sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]


def _prove(warehouse: Path, rows: int) -> None:
    connection = duckdb.connect(str(warehouse), read_only=True)
    counted = connection.execute("from meta.source select sum(event_count)").fetchone()
    events = 0 if counted is None else int(counted[0])
    print(f"events in the warehouse: {events:,} of {rows:,}")
    for table in ("fct_contact", "fct_escalation", "fct_attempt", "fct_question"):
        row = connection.execute(f"from facts.{table} select count(*)").fetchone()
        print(f"  {table}: {0 if row is None else row[0]:,} rows")
    connection.close()
