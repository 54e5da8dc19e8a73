"""Loads are whole or not there, and the same rows give the same events however they come."""

import json
from pathlib import Path

import polars as pl
import pytest

from etl import stages
from etl.errors import EtlError
from etl.mapping import read_mapping
from etl.simulate import SimulationPlan, write_simulation
from etl.store import active_counts, active_event_files, read_loads
from tests.etl.mapping.desk import Desk, spread

SHAPES = [
    ("canonical", "events.csv", "utf-8"),
    ("states", "states.csv", "utf-8"),
    ("cases", "cases.csv", "utf-8"),
    ("cases_ja", "contacts_cp932.csv", "cp932"),
]


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("simulated")
    plan = SimulationPlan(seed=3, contacts=800, weeks=4)
    write_simulation(plan, folder, shapes=("events", "states", "cases", "excel", "counts"))
    return folder


@pytest.mark.parametrize(("mapping", "name", "encoding"), SHAPES)
def test_rows_spread_over_files_and_loads_give_the_same_events(
    desk: Desk, simulated: Path, tmp_path: Path, mapping: str, name: str, encoding: str
) -> None:
    declared = read_mapping(mapping)
    desk.load(declared, simulated / name)
    whole = desk.content()
    parts = spread(simulated / name, 9, tmp_path / "parts", encoding)

    together = Desk(tmp_path / "together")
    together.load(declared, *parts)
    assert together.content().equals(whole)

    one_by_one = Desk(tmp_path / "one_by_one")
    for first in (0, 3, 6):
        one_by_one.load(declared, *parts[first : first + 3])
    assert one_by_one.content().equals(whole)

    desk.load(declared, *parts)
    assert desk.content().equals(whole)


@pytest.mark.parametrize(("mapping", "name", "encoding"), SHAPES)
def test_the_general_path_gives_what_the_fast_path_gives(
    desk: Desk,
    simulated: Path,
    tmp_path: Path,
    mapping: str,
    name: str,
    encoding: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    declared = read_mapping(mapping)
    desk.load(declared, simulated / name)
    general = Desk(tmp_path / "general")
    monkeypatch.setattr(stages, "looks_at_neighbors", lambda mapping: True)
    general.load(declared, simulated / name)
    columns = [column for column in desk.content().columns if column != "seq"]
    fast = desk.content().select(columns).sort(columns, nulls_last=True)
    assert (
        general.content()
        .select(columns)
        .sort(columns, nulls_last=True)
        .unique(maintain_order=True)
        .equals(fast)
    )


def test_a_file_loaded_before_is_skipped(desk: Desk, simulated: Path) -> None:
    mapping = read_mapping("canonical")
    desk.load(mapping, simulated / "events.csv")
    again = desk.load(mapping, simulated / "events.csv")
    assert [file.skipped for file in again.files] == ["already loaded"]
    assert again.is_empty
    assert [load.load_id for load in read_loads(desk.store)] == ["load-1"]


HEADER = "contact_id,occurred_at,seq,event\n"


def test_a_contact_in_two_loads_stands_in_the_newer_one(desk: Desk) -> None:
    mapping = read_mapping("canonical")
    first = "A,2026-04-01 09:00:00,1,opened\nB,2026-04-01 09:00:00,1,opened\n"
    desk.load(mapping, desk.file(HEADER + first, "one/log.csv"))
    second = "A,2026-04-02 09:00:00,2,resolved\nA,2026-04-01 09:00:00,1,opened\n"
    report = desk.load(mapping, desk.file(HEADER + second, "two/log.csv"))
    assert desk.story() == [
        ("A", "00:00", "opened"),
        ("A", "00:00", "resolved"),
        ("B", "00:00", "opened"),
    ]
    assert (report.touched_contacts, report.duplicates) == (1, 1)
    folder = desk.store / "loads" / "load-2"
    assert pl.read_parquet(folder / "superseded.parquet").rows() == [("load-1", "A")]


def test_events_of_a_state_log_are_derived_again_with_older_rows(desk: Desk) -> None:
    mapping = read_mapping("states")
    head = (
        "number,state,assignment_group,assigned_to,updated_at,mod_count,reassignment_count,"
        "reopen_count,impact,urgency,category,subcategory,contact_type\n"
    )
    new = "1,New,L1 sapporo-1,?,01/04/2026 09:00,0,0,0,?,?,c,s,Phone\n"
    moved = "1,Active,L3 SV Sapporo,?,01/04/2026 09:10,1,1,0,?,?,c,s,Phone\n"
    done = "1,Resolved,L3 SV Sapporo,?,01/04/2026 09:20,2,1,0,?,?,c,s,Phone\n"
    # The middle row comes last: the hop is seen only with the rows of both loads.
    desk.load(mapping, desk.file(head + new + done, "one/log.csv"))
    desk.load(mapping, desk.file(head + moved, "two/log.csv"))
    assert desk.story("team", "target") == [
        ("1", "00:00", "opened", "sapporo-1", None),
        ("1", "00:10", "escalated", "sapporo-1", "スーパーバイザー"),
        ("1", "00:20", "resolved", "スーパーバイザー", None),
    ]


def test_exact_duplicates_are_treated_as_told(desk: Desk) -> None:
    text = """
name = "own"
shape = "cases"
[source]
contact = "no"
exact_duplicates = "POLICY"
[columns]
no = "no"
at = { header = "at", kind = "time", formats = ["%Y-%m-%d"] }
[[event]]
event = "opened"
at = "at"
"""
    rows = "no,at\n1,2026-04-01\n1,2026-04-01\n2,2026-04-01\n"
    found = {}
    for policy in ("keep", "drop", "report"):
        own = Desk(desk.folder / policy)
        path = own.file(rows)
        report = own.load(own.mapping(text.replace("POLICY", policy)), path)
        found[policy] = (report.rows_accepted, report.duplicates, len(own.events()))
    assert found == {"keep": (3, 0, 3), "drop": (3, 1, 2), "report": (3, 1, 3)}


def test_a_load_that_fails_leaves_nothing(desk: Desk) -> None:
    good = desk.file(HEADER + "A,2026-04-01 09:00:00,1,opened\n", "a.csv")
    bad = desk.file("contact_id,seq\nA,1\n", "b.csv")
    with pytest.raises(EtlError, match=r"b\.csv"):
        desk.load(read_mapping("canonical"), good, bad)
    assert list((desk.store / "loads").iterdir()) == []


def test_an_unfinished_load_does_not_count(desk: Desk) -> None:
    desk.load(read_mapping("canonical"), desk.file(HEADER + "A,2026-04-01 09:00:00,1,opened\n"))
    folder = desk.store / "loads"
    (folder / "load-1").rename(folder / "load-1.part")
    assert read_loads(desk.store) == []
    assert active_event_files(desk.store) == []


def test_a_changed_mapping_reads_a_file_anew(desk: Desk) -> None:
    text = Path(stages.__file__).with_name("mappings").joinpath("canonical.toml").read_text("utf-8")
    path = desk.file(HEADER + "A,2026-04-01 09:00:00,1,opened\n")
    desk.load(desk.mapping(text), path)
    report = desk.load(desk.mapping(text.replace("Asia/Tokyo", "UTC")), path)
    assert report.replaces == ["load-1"]
    assert desk.story() == [("A", "09:00", "opened")]


def test_counts_are_summed_and_the_newer_load_holds(desk: Desk) -> None:
    mapping = read_mapping("counts")
    head = "day,desk,category,number\n"
    first = "2026-04-01,s,a,3\n2026-04-01,s,a,4\n2026-04-02,s,a,1\n2026-04-02,s,b,-1\n"
    report = desk.load(mapping, desk.file(head + first, "one.csv"))
    desk.load(mapping, desk.file(head + "2026/4/2,s,a,9\n", "two.csv"))
    counts = active_counts(desk.store)
    assert counts.select(
        pl.col("day").cast(pl.String), "center", "category", "contacts"
    ).rows() == [
        ("2026-04-01", "s", "a", 7),
        ("2026-04-02", "s", "a", 9),
    ]
    assert (report.rows_quarantined, report.reasons) == (1, {"contacts_in_range": 1})


def test_the_report_is_kept_beside_the_events(desk: Desk) -> None:
    text = HEADER + "A,2026-04-01 09:00:00,2,opened\nA,2026-04-01 08:00:00,1,told\n"
    desk.load(read_mapping("canonical"), desk.file(text))
    report = json.loads((desk.store / "loads" / "load-1" / "load.json").read_text("utf-8"))
    assert report["mapping"] == "canonical"
    assert report["backward_stamps"] == 1
    assert report["files"][0]["rows_accepted"] == 2
    assert len(report["files"][0]["sha256"]) == 64
