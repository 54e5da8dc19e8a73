"""A reader sees the old build or the new one, whole; a killed load changes nothing."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import polars as pl
import pytest

from etl.errors import EtlError
from etl.pipeline import build_from_events
from etl.publish import only_writer
from queries.warehouse import Warehouse

_KILLED_BUILD = """
import os, signal, sys
from pathlib import Path
import duckdb
import etl.publish
from etl.facts import FactInput, build_facts

warehouse, moment = Path(sys.argv[1]), sys.argv[2]

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if moment == "before_replace":
    Path.replace = kill
elif moment == "before_sync":
    etl.publish._sync = kill

def progress(model):
    if model == moment:
        kill()

etl.publish.publish(
    warehouse, "Asia/Tokyo", lambda connection: build_facts(connection, FactInput(), progress)
)
"""


def events(count: int) -> pl.DataFrame:
    """Return a log of `count` contacts, each opened and escalated once."""
    contacts = [f"c{number}" for number in range(count)]
    opened = pl.DataFrame(
        {"contact_id": contacts, "event": "opened", "seq": 0, "occurred_at": 1_800_000_000_000_000}
    )
    escalated = opened.with_columns(
        event=pl.lit("escalated"), seq=pl.lit(100), target=pl.lit("leader")
    )
    return pl.concat([opened, escalated], how="diagonal").with_columns(
        pl.col("occurred_at").cast(pl.Datetime("us")).dt.replace_time_zone("UTC"),
        time_basis=pl.lit("exact"),
        source_file=pl.lit("log.csv"),
        source_row=pl.lit(1),
    )


def counts(warehouse: Path) -> tuple[int, int]:
    """Return how many contacts and escalations one build holds."""
    with Warehouse(warehouse) as build:
        contacts = build.table("facts.fct_contact").height
        return contacts, build.table("facts.fct_escalation").height


@pytest.mark.parametrize(
    "moment",
    [
        "stage.event",
        "stage.contact_event",
        "facts.fct_question",
        "facts.fct_escalation",
        "facts.fct_contact",
        "meta.build",
        "before_sync",
        "before_replace",
    ],
)
def test_a_build_killed_at_any_moment_leaves_the_old_one_whole(tmp_path, moment):
    warehouse = tmp_path / "center.duckdb"
    build_from_events(events(3), warehouse)
    before = warehouse.read_bytes()
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED_BUILD, str(warehouse), moment], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert warehouse.read_bytes() == before
    build_from_events(events(5), warehouse)
    assert counts(warehouse) == (5, 5)
    assert not warehouse.with_name("center.duckdb.new").exists()


def test_a_reader_in_a_loop_sees_whole_builds_only(tmp_path):
    warehouse = tmp_path / "center.duckdb"
    build_from_events(events(1), warehouse)
    seen: set[tuple[int, int]] = set()
    failures: list[Exception] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                seen.add(counts(warehouse))
            except Exception as error:
                failures.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for count in range(2, 12):
        build_from_events(events(count), warehouse)
    done.set()
    reader.join()
    seen.add(counts(warehouse))
    assert failures == []
    assert all(contacts == escalations for contacts, escalations in seen)
    assert (11, 11) in seen
    assert len(seen) > 1


def test_a_failing_build_leaves_the_old_one_and_no_remains(tmp_path):
    warehouse = tmp_path / "center.duckdb"
    build_from_events(events(3), warehouse)
    with pytest.raises(duckdb.Error):
        build_from_events(events(3), warehouse, dimensions={"no such table": pl.DataFrame()})
    assert counts(warehouse) == (3, 3)
    assert [path.name for path in tmp_path.iterdir()] == ["center.duckdb"]


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path):
    warehouse = tmp_path / "center.duckdb"
    refused = pytest.raises(EtlError, match="another load")
    with only_writer(warehouse), refused, only_writer(warehouse):
        pass
