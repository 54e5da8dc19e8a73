"""What customers and reports say, through a real load: contacts and escalations told by notes."""

import datetime as dt
from pathlib import Path

import pytest

from etl.pipeline import load
from queries.warehouse import Warehouse

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
HEADER = "contact_id,event,occurred_at,seq,level,target_level,slot,escalation_id,note\n"
CONTACT = ("has_said_before", "is_in_a_hurry", "has_impatience", "is_angry")
REPORT = ("report_length", "has_report_number", "is_report_heated")
LINES = [
    "c1,opened,2026-11-16 09:00,1,1,,,,至急お願いします",  # a note of the opening is nobody's words
    "c1,told,2026-11-16 09:01,2,1,,order_no,,さっき言ったのに、また番号ですか。",
    "c1,escalated,2026-11-16 09:02,3,1,2,,,未着の調査を依頼",
    "c2,opened,2026-11-16 10:00,1,1,,,,",
    "c2,triggered,2026-11-16 10:01,2,1,,,,お客様は大変お怒りです",
    "c2,told,2026-11-16 10:02,3,1,,,,No rush, tomorrow is fine.",
    "c2,escalated,2026-11-16 10:03,4,1,2,,,",
    "c3,opened,2026-11-16 11:00,1,1,,,,",
    "c3,told,2026-11-16 11:01,2,1,,,,I am in a hurry",
    "c3,complained,2026-11-16 11:02,3,1,,,,お怒りではなくご相談でした",
    "c3,feedback,2026-11-16 11:03,4,1,,,,Thanks for the quick help",
    "c4,opened,2026-11-16 12:00,1,1,,,,",
    "c4,told,2026-11-16 12:01,2,1,,name,,",  # something was told, and no word of it is kept
]
REPORTS = [
    "r1,opened,2026-11-16 09:00,1,1,,,,",
    "r1,escalated,2026-11-16 09:01,2,1,2,,E1,ご注文３件が未着",
    "r1,escalated,2026-11-16 09:05,3,2,3,,E2,",
    "r1,reported,2026-11-16 09:06,4,2,,overview,E2,Another rude customer",
    "r1,reported,2026-11-16 09:06,5,2,,request,E2,Another rude customer",  # one note, two items
    "r1,reported,2026-11-16 09:09,6,2,,,E1,対応済み",  # late, and of the first escalation
    "r2,opened,2026-11-16 10:00,1,1,,,,",
    "r2,escalated,2026-11-16 10:01,2,1,2,,,",
    "r2,reported,2026-11-16 10:02,3,1,,overview,,",  # an item, and nothing in words
    "r2,advised,2026-11-16 10:05,4,2,,,,待たせるな!!",  # no report: the receiver's own note
]


@pytest.fixture(autouse=True)
def _own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_bytes(b"k" * 32)
    monkeypatch.setenv("MINAOSHI_KEY_FILE", str(tmp_path / "key"))


def loaded(folder: Path, lines: list[str]) -> Path:
    quoted = [",".join([*(cells := line.split(",", 8))[:8], f'"{cells[8]}"']) for line in lines]
    (folder / "log.csv").write_text(HEADER + "\n".join(quoted) + "\n", encoding="utf-8")
    load([folder / "log.csv"], "canonical", folder / "w.duckdb", NOW)
    return folder / "w.duckdb"


def contacts_of(folder: Path, lines: list[str]) -> dict[str, tuple[object, ...]]:
    with Warehouse(loaded(folder, lines)) as build:
        rows = build.table("facts.fct_contact").select("contact_id", *CONTACT).rows()
    return {contact: tuple(values) for contact, *values in rows}


def reports_of(folder: Path, lines: list[str]) -> list[tuple[object, ...]]:
    with Warehouse(loaded(folder, lines)) as build:
        rows = build.table("facts.fct_escalation").sort("contact_id", "hop")
    return rows.select("contact_id", *REPORT).rows()


def test_the_customer_s_words_tell_of_impatience_and_anger_and_no_note_tells_nothing(tmp_path):
    assert contacts_of(tmp_path, LINES) == {
        "c1": (True, False, True, False),
        "c2": (False, False, False, True),
        "c3": (False, True, True, False),
        "c4": (None, None, None, None),
    }


def test_a_report_is_measured_and_read_where_it_is_in_words(tmp_path):
    assert reports_of(tmp_path, REPORTS) == [
        ("r1", 12, True, False),  # 8 and 4 characters, the figure in full width
        ("r1", 21, False, True),
        ("r2", None, None, None),
    ]


def test_a_length_is_of_the_normal_form(tmp_path):
    lines = [REPORTS[0], "r1,escalated,2026-11-16 09:01,2,1,2,,,  ｶﾞｽ　　漏れ  "]
    assert reports_of(tmp_path, lines) == [("r1", 5, False, False)]  # "ガス 漏れ"


def test_masked_data_is_no_figure(tmp_path):
    lines = [REPORTS[0], "r1,escalated,2026-11-16 09:01,2,1,2,,,折り返しは 03-1234-5678 まで"]
    assert reports_of(tmp_path, lines)[0][2] is False


def test_a_center_s_own_words_are_followed(tmp_path):
    (tmp_path / "minaoshi.toml").write_text('[wording.angry]\nja = ["ご相談"]\n', encoding="utf-8")
    angry = {contact: row[-1] for contact, row in contacts_of(tmp_path, LINES).items()}
    assert angry == {"c1": False, "c2": False, "c3": True, "c4": None}


def test_a_signal_turned_off_is_unknown_and_the_other_still_tells_of_impatience(tmp_path):
    (tmp_path / "minaoshi.toml").write_text(
        "[wording.angry]\n[wording.in_a_hurry]\n[wording.heated]\n", encoding="utf-8"
    )
    assert contacts_of(tmp_path, LINES) == {
        "c1": (True, None, True, None),
        "c2": (False, None, False, None),
        "c3": (False, None, False, None),
        "c4": (None, None, None, None),
    }
    assert ("r1", 21, False, None) in reports_of(tmp_path, REPORTS)


def test_what_was_said_is_not_kept_in_the_facts(tmp_path):
    with Warehouse(loaded(tmp_path, [*LINES, *REPORTS])) as build:
        for table in ("facts.fct_contact", "facts.fct_escalation"):
            assert "note" not in build.table(table).columns
