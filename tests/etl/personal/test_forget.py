"""Forgetting removes a customer everywhere, once and for good, and does not say who it was."""

import datetime as dt
import json
import shutil
from pathlib import Path

import polars as pl
import pytest

import minaoshi
from etl.errors import EtlError
from etl.pipeline import forget, load, rotate_key, store_of
from etl.pseudonyms import Pseudonyms
from etl.secret import read_or_make_keys
from etl.store import read_loads
from queries.journal.audits import (
    Case,
    Draw,
    Judgement,
    Rejected,
    draws,
    latest_judgements,
    rejected_rows,
    store_draw,
    store_sheet,
)
from queries.journal.store import journal_of
from queries.warehouse import Warehouse
from tests.etl.personal.conftest import LINES, write_log

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)
DESK = """
name = "desk"
shape = "states"
[source]
contact = "no"
order = ["at"]
[columns]
no = "no"
who = { header = "who", person = true }
state = "state"
at = { header = "at", kind = "time", formats = ["%Y-%m-%d %H:%M"] }
[[event]]
event = "opened"
when = { row = "first" }
at = "at"
values = { customer_id = "who" }
[[event]]
event = "resolved"
when = { column = "state", changes = true }
at = "at"
values = { customer_id = "who" }
"""


def pseudonym_of(customer: str) -> str:
    return Pseudonyms(*read_or_make_keys()).of(customer)


def contacts_of(warehouse: Path) -> list[str]:
    with Warehouse(warehouse) as build:
        return sorted(build.table("facts.fct_contact")["contact_id"])


def everything_of(store: Path) -> str:
    """All that the Parquet of a store holds, as text."""
    frames = [pl.read_parquet(path) for path in sorted(store.rglob("*.parquet"))]
    return "\n".join(frame.write_csv() for frame in frames)


def test_a_customer_is_removed_from_facts_events_and_rows_set_aside(tmp_path, log):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    assert contacts_of(warehouse) == ["K1", "K2", "K3"]
    forgotten = forget(warehouse, "CU000001", LATER)
    assert (forgotten.contacts, forgotten.events, forgotten.quarantined) == (2, 3, 1)
    assert contacts_of(warehouse) == ["K2"]
    with Warehouse(warehouse) as build:
        assert build.table("quarantine.row").height == 0
    held = everything_of(store_of(warehouse))
    assert "K2" in held
    for gone in ("K1", "K3", "K4", pseudonym_of("CU000001")):
        assert gone not in held
    assert [path.name for path in store_of(warehouse).iterdir()].count("loads.old") == 0


def test_the_manifest_says_that_it_happened_and_not_who(tmp_path, log):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    forget(warehouse, "CU000001", LATER)
    text = (store_of(warehouse) / "forgotten.json").read_text(encoding="utf-8")
    [entry] = json.loads(text)
    assert entry["forgotten_at"] == "2026-11-20T10:00:00+00:00"
    assert (entry["contacts"], entry["events"], entry["quarantined"]) == (2, 3, 1)
    for told in ("CU000001", pseudonym_of("CU000001"), "K1", "K3"):
        assert told not in text


def test_forgetting_again_changes_nothing_and_says_so(tmp_path, log):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    by_pseudonym = pseudonym_of("CU000001")
    forget(warehouse, "CU000001", LATER)
    manifest = (store_of(warehouse) / "forgotten.json").read_bytes()
    again = forget(warehouse, by_pseudonym, LATER, is_pseudonym=True)
    assert (again.contacts, again.is_unknown) == (0, False)
    assert "forgotten before, on 2026-11-20T10:00:00+00:00" in again.text()
    assert (store_of(warehouse) / "forgotten.json").read_bytes() == manifest
    assert contacts_of(warehouse) == ["K2"]


def test_who_was_never_there_leaves_no_trace(tmp_path, log):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    before = warehouse.read_bytes()
    forgotten = forget(warehouse, "CU999999", LATER)
    assert forgotten.text() == "nothing is held of this customer; nothing was changed"
    assert warehouse.read_bytes() == before
    assert not (store_of(warehouse) / "forgotten.json").exists()


def test_what_is_no_pseudonym_is_refused(tmp_path, log):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    with pytest.raises(EtlError, match='"CU000001" is no pseudonym'):
        forget(warehouse, "CU000001", LATER, is_pseudonym=True)


def test_an_older_file_does_not_bring_the_customer_back(tmp_path, log):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    forget(warehouse, "CU000001", LATER)
    other = "K9,2026-11-02 10:00,1,opened,phone,CU000009,,1,"
    older = write_log(tmp_path / "older.csv", [*LINES[:5], other])
    report = load([older], "canonical", warehouse, LATER + dt.timedelta(hours=1))
    assert "note: 2 contacts of forgotten customers were left out." in report.text()
    assert contacts_of(warehouse) == ["K2", "K9"]
    assert pseudonym_of("CU000001") not in everything_of(store_of(warehouse))


def test_a_restored_backup_forgets_again_also_after_a_rotation(tmp_path, log):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    backup = shutil.copytree(store_of(warehouse) / "loads", tmp_path / "backup")
    forget(warehouse, "CU000001", LATER)
    rotate_key(warehouse, LATER)
    shutil.rmtree(store_of(warehouse) / "loads")
    shutil.copytree(backup, store_of(warehouse) / "loads")
    more = write_log(tmp_path / "more.csv", ["K8,2026-11-18 10:00,1,opened,phone,CU000008,,1,"])
    load([more], "canonical", warehouse, LATER + dt.timedelta(hours=1))
    assert contacts_of(warehouse) == ["K2", "K8"]


def test_rows_of_mappings_that_look_at_neighbors_go_too(tmp_path):
    warehouse = tmp_path / "w.duckdb"
    (tmp_path / "desk.toml").write_text(DESK, encoding="utf-8")
    rows = ["A,sato,new,2026-11-16 09:00", "A,sato,done,2026-11-16 09:30"]
    rows += ["B,kato,new,2026-11-16 09:00", "B,kato,done,2026-11-16 09:40"]
    for number, part in enumerate((rows[:3], rows[3:])):
        (tmp_path / f"{number}.csv").write_text("no,who,state,at\n" + "\n".join(part) + "\n")
        later = NOW + dt.timedelta(minutes=number)
        load([tmp_path / f"{number}.csv"], tmp_path / "desk.toml", warehouse, later)
    # What the second load takes the place of in the first one is told there by contact.
    assert forget(warehouse, "kato", LATER).contacts == 1
    assert contacts_of(warehouse) == ["A"]
    store = store_of(warehouse)
    for path in store.rglob("*.parquet"):
        texts = pl.read_parquet(path).select(pl.col(pl.String))
        assert not texts.select((pl.all() == "B").any()).row(0).count(True)
    assert pseudonym_of("kato") not in everything_of(store)
    assert pseudonym_of("sato") in everything_of(store)
    assert len(read_loads(store)) == 2


def test_an_audited_contact_loses_its_number_and_note_and_still_counts(tmp_path, log):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    journal = journal_of(warehouse)
    cases = tuple(Case(place, name, "all", 2) for place, name in enumerate(("K1", "K2"), start=1))
    store_draw(journal, Draw("d1", dt.date(2026, 11, 16), 1, 2, 0, NOW, "b", cases))
    judged = [Judgement("d1", name, "yes", NOW, note=f"{name} was hard") for name in ("K1", "K2")]
    store_sheet(journal, judged, [Rejected("sheet", 3, "K1,maybe", "needed: maybe", NOW)])

    assert forget(warehouse, "CU000001", LATER).audited == 1
    [drawn] = draws(journal)
    assert [case.place for case in drawn.cases] == [1, 2]
    new, kept = (case.contact_id for case in drawn.cases)
    assert (new.startswith("forgotten-"), kept) == (True, "K2")
    told = latest_judgements(journal)
    assert (told["d1", new].needed, told["d1", new].note) == ("yes", None)
    assert told["d1", "K2"].note == "K2 was hard"
    assert [row.cells for row in rejected_rows(journal)] == [""]
    bytes_of_journal = b"".join(path.read_bytes() for path in tmp_path.glob("journal.sqlite*"))
    assert b"K2 was hard" in bytes_of_journal
    assert b"K1" not in bytes_of_journal


def test_the_command_says_what_it_did(tmp_path, log, capsys):
    warehouse = tmp_path / "w.duckdb"
    load([log], "canonical", warehouse, NOW)
    arguments = ["forget", "CU000001", "--warehouse", str(warehouse)]
    assert minaoshi.main(arguments) == 0
    out = capsys.readouterr().out
    assert "forgotten: 2 contacts with 3 events, 1 rows set aside" in out
    assert "CU000001" not in out
    assert minaoshi.main(["forget", "CU999999", "--warehouse", str(warehouse)]) == 1
