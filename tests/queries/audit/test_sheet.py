"""A sheet goes out, is filled in by people and comes back: nothing is lost, nothing is guessed."""

import datetime as dt
import json
import zipfile

import fastexcel
import pytest
import xlsxwriter

from minaoshi import main
from queries.audit.rate import audit_rate
from queries.audit.sheet import write_sheet
from queries.audit.sheet_reading import import_sheet
from queries.errors import QueryError
from queries.journal.audits import (
    Case,
    Draw,
    judgement_history,
    latest_judgements,
    rejected_rows,
    store_draw,
)
from queries.journal.store import journal_of

WEEK = dt.date(2026, 1, 5)
NOON = dt.datetime(2026, 1, 12, 12, tzinfo=dt.UTC)
LEVELS = [
    {"level": 1, "code": "operator", "name_ja": "一次", "name_en": "Operator"},
    {"level": 2, "code": "leader", "name_ja": "リーダー", "name_en": "Leader"},
    {"level": 3, "code": "supervisor", "name_ja": "SV", "name_en": "Supervisor"},
]
HEADS = {
    "en": ["Draw", "Contact number", "Should have been escalated", "Level needed", "Reason"],
    "ja": ["抽出", "問い合わせ番号", "エスカレーションが必要だったか", "必要だった段階", "理由"],
}


def draw_of(*ids):
    cases = [Case(place, name, "s", 40) for place, name in enumerate(ids, start=1)]
    return Draw("audit-2026-01-05", WEEK, 1, 40, 0, NOON, "b1", tuple(cases))


@pytest.fixture
def center(make_warehouse):
    """A warehouse with a draw of three contacts, one of them named like a formula."""
    contacts = [
        {"contact_id": "=1+1", "category": "@SUM(A1)", "channel": "phone"}
        | {"week_start": WEEK, "day": WEEK},
        {"contact_id": "0012", "category": "料金", "channel": "email", "week_start": WEEK},
        {"contact_id": "c3", "category": None, "channel": "https://x.example", "week_start": WEEK},
    ]
    given = {"facts.fct_contact": contacts, "facts.dim_level": LEVELS}
    given["meta.build"] = [{"build_id": "b1", "as_of": NOON, "time_zone": "Asia/Tokyo"}]
    warehouse = make_warehouse(given)
    store_draw(journal_of(warehouse.path), draw_of("=1+1", "0012", "c3"))
    return warehouse


def filled(path, rows, lang="en", heads=None):
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as file:
        page = file.add_worksheet()
        page.write_row(0, 0, heads or HEADS[lang])
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(("audit-2026-01-05", *row)):
                page.write(number, column, value)
    return path


def taken(center, path, rows, lang="en"):
    journal = journal_of(center.path)
    return import_sheet(center, journal, filled(path, rows, lang), NOON, lang)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_sheet_holds_the_cases_as_text_and_no_person(center, tmp_path, lang):
    path = tmp_path / "sheet.xlsx"
    write_sheet(center, draw_of("=1+1", "0012", "c3"), path, lang)
    book = fastexcel.read_excel(path)
    sheet = book.load_sheet(0, dtypes="string").to_polars()
    assert sheet.rows()[0][1:5] == ("=1+1", "2026-01-05", "@SUM(A1)", "phone")
    assert sheet.rows()[1][1] == "0012"
    assert [name for name in sheet.columns if name in HEADS[lang]] == HEADS[lang]
    assert len(sheet.columns) == 8
    assert len(book.sheet_names) == 2
    with zipfile.ZipFile(path) as parts:
        xml = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    words = {
        "ja": ("はい,いいえ,わからない", "2 リーダー,3 SV"),
        "en": ("yes,no,unclear", "2 Leader,3 Supervisor"),
    }
    for choices in words[lang]:
        assert f'<formula1>"{choices}"</formula1>' in xml


def test_the_same_draw_gives_the_same_file(center, tmp_path):
    paths = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for path in paths:
        write_sheet(center, draw_of("0012"), path, "en")
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize(
    ("lang", "rows"),
    [
        (
            "en",
            [
                ("=1+1", "Yes", "3 Supervisor", "refund"),
                ("0012", "no", "", ""),
                ("c3", "unclear", "", ""),
            ],
        ),
        (
            "ja",
            [
                ("=1+1", "はい", "３", "refund"),
                ("0012", "いいえ", "", ""),
                ("c3", "わからない", "", ""),
            ],
        ),
    ],
)
def test_judgements_come_back_in_either_language(center, tmp_path, lang, rows):
    found = taken(center, tmp_path / "s.xlsx", rows, lang)
    assert (len(found.judged), found.unchanged, found.blank, found.rejected) == (3, 0, 0, [])
    latest = latest_judgements(journal_of(center.path))
    read = {
        contact: (given.needed, given.needed_level, given.note)
        for (_, contact), given in latest.items()
    }
    assert read == {
        "=1+1": ("yes", 3, "refund"),
        "0012": ("no", None, None),
        "c3": ("unclear", None, None),
    }


def test_importing_again_adds_only_what_changed_and_keeps_what_was(center, tmp_path):
    taken(center, tmp_path / "s.xlsx", [("0012", "no", "", ""), ("c3", "", "", "")])
    again = taken(center, tmp_path / "s.xlsx", [("0012", "no", "", ""), ("c3", "", "", "")])
    assert (len(again.judged), again.unchanged, again.blank) == (0, 1, 1)
    taken(center, tmp_path / "s.xlsx", [("0012", "yes", 2, "")])
    journal = journal_of(center.path)
    assert [given.needed for given in judgement_history(journal)] == ["no", "yes"]
    assert latest_judgements(journal)["audit-2026-01-05", "0012"].needed_level == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("x9", "yes", "", ""), "Contact number `x9`: not among the contacts of this draw"),
        (("c3", "maybe", "", ""), "`maybe`: not allowed. Choose one of yes, no, unclear"),
        (("c3", "yes", "9 Boss", ""), "`9 Boss`: there is no such level. Choose one of 2 Leader"),
        (("c3", "yes", "boss", ""), "`boss`: there is no such level"),
        (("c3", "no", "2 Leader", ""), "`2 Leader`: only a row that says yes has one"),
        (("c3", "", "", "it was late"), "blank, although the row has a level or a reason"),
        (("0012", "no", "", ""), "`0012`: stands in the sheet twice"),
    ],
)
def test_a_bad_row_is_kept_and_named_and_the_good_ones_are_taken(center, tmp_path, row, reason):
    found = taken(center, tmp_path / "s.xlsx", [("0012", "yes", "2 Leader", ""), row])
    (rejected,) = found.rejected
    assert reason in rejected.reason
    assert "row 3: " in found.text()
    journal = journal_of(center.path)
    assert [given.contact_id for given in judgement_history(journal)] == ["0012"]
    (kept,) = rejected_rows(journal)
    assert (kept.sheet, kept.row_number) == ("s.xlsx", 3)
    assert json.loads(kept.cells)["contact"] == row[0]


def test_a_file_that_is_no_sheet_says_what_is_missing(center, tmp_path):
    journal = journal_of(center.path)
    (tmp_path / "text.xlsx").write_text("no workbook")
    with pytest.raises(QueryError, match=r"text\.xlsx: cannot be read as a workbook"):
        import_sheet(center, journal, tmp_path / "text.xlsx", NOON, "en")
    with pytest.raises(QueryError, match="cannot be read"):
        import_sheet(center, journal, tmp_path / "none.xlsx", NOON, "en")
    other = filled(tmp_path / "o.xlsx", [], heads=["Draw", "Something"])
    with pytest.raises(QueryError, match="headers Contact number, Should have been escalated"):
        import_sheet(center, journal, other, NOON, "en")


def test_the_rate_is_not_recorded_then_too_few_then_a_figure(make_warehouse, tmp_path):
    warehouse = make_warehouse({"facts.dim_level": LEVELS})
    journal = journal_of(warehouse.path)
    assert audit_rate(journal).status == "not_recorded"
    ids = [f"c{number:02}" for number in range(22)]
    store_draw(journal, draw_of(*ids))
    assert (audit_rate(journal).status, audit_rate(journal).not_judged) == ("not_recorded", 22)

    rows = [(name, "no", "", "") for name in ids[:18]] + [("c18", "yes", "", "")]
    taken(warehouse, tmp_path / "s.xlsx", [*rows, ("c19", "unclear", "", "")])
    few = audit_rate(journal)
    assert (few.status, few.judged, few.unclear, few.not_judged) == ("too_few", 19, 1, 2)
    assert (few.value, few.low, few.high) == (None, None, None)

    taken(warehouse, tmp_path / "s.xlsx", [("c20", "yes", "", "")])
    found = audit_rate(journal)
    assert (found.status, found.judged, found.needed, found.not_judged) == ("ok", 20, 2, 1)
    # One stratum: 2 of 20, Wilson's interval 2.79 to 30.10 %.
    assert (found.value, found.low, found.high) == pytest.approx((10.0, 2.79, 30.10), abs=0.01)
    assert found.covered == 1.0
    assert audit_rate(journal, start=dt.date(2026, 1, 12)).weeks == 0
    assert audit_rate(journal, stop=dt.date(2026, 1, 5)).weeks == 0
    assert audit_rate(journal, WEEK, dt.date(2026, 1, 12)).judged == 20


def test_draw_import_and_rate_on_the_command_line(make_warehouse, tmp_path, capsys):
    contacts = [
        {"contact_id": f"c{number:02}", "category": "billing", "channel": "phone", "day": WEEK}
        | {"week_start": WEEK, "end_kind": "resolved", "is_escalated": False}
        for number in range(30)
    ]
    build = {"build_id": "b1", "as_of": NOON, "time_zone": "Asia/Tokyo"}
    given = {"facts.fct_contact": contacts, "meta.build": [build], "facts.dim_level": LEVELS}
    warehouse = make_warehouse(given)
    base, sheet = ["audit", "--warehouse", str(warehouse.path)], tmp_path / "sheet.xlsx"
    assert main([*base, "rate"]) == 0
    assert "not recorded" in capsys.readouterr().out
    assert main([*base, "draw", "--out", str(sheet), "--week", "2026-01-08"]) == 0
    assert "20 drawn from 30 contacts" in capsys.readouterr().out
    drawn = fastexcel.read_excel(sheet).load_sheet(0, dtypes="string").to_polars()
    rows = [
        (name, "yes" if place < 5 else "no", "", "")
        for place, name in enumerate(drawn.get_column("Contact number"))
    ]
    assert main([*base, "import", str(filled(sheet, rows))]) == 0
    assert "20 judgements taken" in capsys.readouterr().out
    assert main([*base, "import", str(filled(sheet, [("c99", "no", "", "")]))]) == 1
    assert "row 2: Contact number `c99`" in capsys.readouterr().out
    assert main([*base, "rate"]) == 0
    # 5 of 20, Wilson's interval 11.2 to 46.9 %.
    assert "25.0% (95% interval 11.2 to 46.9%)" in capsys.readouterr().out
    assert main([*base, "rate", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["needed"] == 5
    assert main([*base, "draw", "--out", str(tmp_path / "no" / "folder.xlsx")]) == 2
    assert "cannot be written" in capsys.readouterr().err
