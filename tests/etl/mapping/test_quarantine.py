"""What cannot be used is set aside with every reason, and every row is accounted for."""

import json

import polars as pl
import pytest

from etl.errors import EtlError
from etl.mapping import read_mapping
from etl.pseudonyms import Pseudonyms
from etl.readable import WITHHELD
from etl.store import quarantine_files
from tests.etl.mapping.desk import KEY, Desk

HEADER = "contact_id,occurred_at,seq,event,channel,customer_id,actor,level,outcome,note\n"
GOOD = "A,2026-04-01 09:00:00,1,opened,phone,,,1,,\n"
CASES = """
name = "own"
shape = "cases"
[source]
contact = "no"
[columns]
no = "no"
word = "word"
who = { header = "who", role = true }
at = { header = "at", kind = "time", formats = ["%Y-%m-%d %H:%M"] }
[people]
roles = { "田中" = "supervisor" }
others = "hash"
[[ignore]]
reason = "sums"
when = { column = "no", in = ["total"] }
[[event]]
event = "opened"
at = "at"
[[event]]
event = { column = "word" }
at = "at"
values = { target = "who" }
"""


def test_every_reason_of_a_row_is_given(desk: Desk) -> None:
    rows = [
        GOOD,
        "B,yesterday,x,opened,phone,,,1,,\n",
        ",2026-04-01 09:00:00,1,opened,phone,,,1,,\n",
        "C,2026-04-01 09:00:00,1,exploded,pigeon,,,1,,\n",
        "D,2026-04-01 09:00:00,1,opened,phone,,,120,,\n",
        "E,2026-04-01 09:00:00,1,attempted,phone,,,1,asleep,\n",
        "F,0026-04-01 09:00:00,1,opened,phone,,,1,,,too,many\n",
        ",,,,,,,,,\n",
    ]
    report = desk.load(read_mapping("canonical"), desk.file(HEADER + "".join(rows)))
    assert desk.quarantined() == [
        (2, "occurred_at_is_time; seq_is_integer"),
        (3, "contact_id_present"),
        (4, "event_known; channel_known"),
        (5, "level_in_range"),
        (6, "attempt_outcome_known"),
        (7, "no_extra_cell"),
    ]
    [file] = report.files
    counts = (file.rows_read, file.rows_accepted, file.rows_quarantined, file.rows_ignored)
    assert counts == (8, 1, 6, 1)
    assert report.reasons["event_known"] == 1
    assert report.events == 1


def test_quarantine_shows_the_row_without_personal_values(desk: Desk) -> None:
    row = "B,yesterday,1,opened,phone,CU1,OP1,1,,mail me at a@b.example\n"
    desk.load(read_mapping("canonical"), desk.file(HEADER + GOOD + row))
    [path] = quarantine_files(desk.store)
    raw = json.loads(pl.read_parquet(path)["raw"].item())
    assert raw["occurred_at"] == "yesterday"
    assert raw["note"] == "mail me at [e-mail]"
    assert raw["customer_id"] not in (None, "CU1")
    assert raw["actor"] not in (None, "OP1")


def test_a_row_whose_cells_moved_shows_no_personal_key(desk: Desk) -> None:
    known = "".join(
        f"{name},2026-04-01 09:00:00,1,opened,phone,CU0012345,OP0012,1,,\n" for name in "AB"
    )
    too_many = "C,2026-04-01 09:00:00,1,opened,phone,x,CU7654321,OP0099,Ms Smith,1,x\n"
    too_few = "D,2026-04-01 09:00:00,1,opened,CU9999999,OP0099,1,,\n"
    desk.load(read_mapping("canonical"), desk.file(HEADER + known + too_many + too_few))
    [path] = quarantine_files(desk.store)
    moved, short = (json.loads(raw) for raw in pl.read_parquet(path)["raw"])
    assert (moved["event"], moved["channel"]) == ("opened", "phone")
    assert moved["level"] == WITHHELD
    assert short["channel"] == Pseudonyms(KEY).of("CU9999999")
    for raw in (moved, short):
        for personal in ("CU7654321", "CU9999999", "OP0099", "Smith"):
            assert personal not in str(raw)


def test_a_row_with_one_bad_event_gives_none(desk: Desk) -> None:
    text = "no,word,who,at\n1,closed,,2026-04-01 09:00\n2,exploded,,2026-04-01 09:00\n"
    assert [row[0] for row in desk.try_out(CASES, text)] == ["1", "1"]
    assert desk.quarantined() == [(2, "event_known")]


def test_rows_are_ignored_only_by_rule(desk: Desk) -> None:
    text = "no,word,who,at\n1,closed,,2026-04-01 09:00\ntotal,1,,\n"
    report = desk.load(desk.mapping(CASES), desk.file(text))
    assert (report.rows_read, report.rows_accepted, report.rows_ignored) == (2, 1, 1)


def test_a_name_becomes_its_role_or_the_role_of_all_whose_role_is_unknown(desk: Desk) -> None:
    text = "no,word,who,at\n1,escalated,田中,2026-04-01 09:00\n2,escalated,山田,2026-04-01 09:00\n"
    text += "3,escalated,supervisor,2026-04-01 09:00\n"
    desk.try_out(CASES, text)
    # Not even a pseudonym: who was asked must not become a group to compare people by.
    targets = desk.events()["target"].drop_nulls().to_list()
    assert targets == ["supervisor", "person", "supervisor"]


def test_a_file_of_which_nothing_can_be_used_stops_the_load(desk: Desk) -> None:
    text = HEADER + "B,yesterday,1,opened,phone,,,1,,\n"
    with pytest.raises(EtlError, match="none of 1 rows can be used"):
        desk.load(read_mapping("canonical"), desk.file(text))
    assert list((desk.store / "loads").iterdir()) == []


def test_a_missing_column_names_the_nearest_header(desk: Desk) -> None:
    text = "contact_id,occured_at,seq,event\nA,2026-04-01 09:00:00,1,opened\n"
    with pytest.raises(EtlError, match=r'"occurred_at" is missing.*Did you mean "occured_at"'):
        desk.load(read_mapping("canonical"), desk.file(text))
