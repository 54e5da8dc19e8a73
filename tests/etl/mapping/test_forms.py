"""Small files made like real exports, one a form: which events come of each.

Every file holds the same two contacts unless its form is about what is in the cells.
"""

from dataclasses import dataclass, field

import polars as pl
import pytest

from etl.errors import EtlError
from tests.etl.mapping.desk import Desk

TOKYO = """
name = "export"
shape = "cases"
[source]
contact = "number"
zone = "Asia/Tokyo"
missing = ["-", "不明"]
{source}
[columns]
number = "{number}"
at = {{ header = "{at}", kind = "time", formats = {formats} }}
flag = {{ header = "{flag}", kind = "flag", optional = true }}
amount = {{ header = "{amount}", kind = "number", optional = true }}
[[event]]
event = "opened"
at = "at"
[[event]]
event = "escalated"
at = "at"
when = {{ column = "flag", is = "true" }}
values = {{ emergency = "flag", amount = "amount" }}
"""
JA = {"number": "受付番号", "at": "受付日時", "flag": "緊急", "amount": "金額"}
EN = {"number": "Case No.", "at": "Received", "flag": "Urgent", "amount": "Amount"}
SLASHES = ["%Y/%m/%d %H:%M"]
TEXT_JA = (
    "受付番号,受付日時,緊急,金額\n001,2026/07/01 14:05,あり,1200\n002,2026/07/02 09:30,なし,\n"
)
TEXT_EN = (
    "Case No.,Received,Urgent,Amount\n001,2026/07/01 14:05,yes,1200\n002,2026/07/02 09:30,no,\n"
)
# Tokyo is nine hours ahead.
BOTH = [
    ("001", "2026-07-01 05:05", "opened"),
    ("001", "2026-07-01 05:05", "escalated"),
    ("002", "2026-07-02 00:30", "opened"),
]


@dataclass(frozen=True)
class Form:
    """A file, how the mapping reads it, and its events: contact, UTC time, event."""

    name: str
    text: str
    events: list[tuple[str, str, str]] = field(default_factory=lambda: list(BOTH))
    formats: list[str] = field(default_factory=lambda: list(SLASHES))
    encoding: str = "utf-8"
    headers: dict[str, str] = field(default_factory=lambda: dict(JA))
    source: str = ""


def stamp(name: str, cell: str, formats: list[str], utc: str | None) -> Form:
    """One contact whose time is written so; None where it is no time and the row is set aside."""
    text = f'受付番号,受付日時\n001,"{cell}"\n002,"{cell}"\n'
    good = "000,2020-01-02 03:04"
    text = text.replace("\n001", f"\n{good}\n001", 1)
    events = [("000", "2020-01-01 18:04", "opened")]
    events += [(number, utc, "opened") for number in ("001", "002") if utc]
    return Form(name, text, events, [*formats, "%Y-%m-%d %H:%M"])


def flag(name: str, yes: str, no: str) -> Form:
    """Three contacts: one with the word for yes, one with that for no, one left blank."""
    at = "2026/07/01 14:05"
    text = f"受付番号,受付日時,緊急\n1,{at},{yes}\n2,{at},{no}\n3,{at},\n"
    utc = "2026-07-01 05:05"
    opened = [(number, utc, "opened") for number in ("1", "2", "3")]
    return Form(name, text, sorted([*opened, ("1", utc, "escalated")], key=_order))


def _order(event: tuple[str, str, str]) -> tuple[str, bool]:
    return event[0], event[2] == "escalated"


ERA = ["%Ex", "%Ex %H:%M"]
FORMS = [
    # Encodings, in both languages.
    *(
        Form(f"{encoding} {name}", text, encoding=encoding, headers=headers)
        for encoding in ("utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be")
        for name, text, headers in (("ja", TEXT_JA, JA), ("en", TEXT_EN, EN))
    ),
    Form("EUC-JP", TEXT_JA.replace("金額\n", "金額,おうたいのメモ\n"), encoding="euc_jp"),
    Form("CP932 that is declared", TEXT_JA, encoding="cp932", source='encoding = "cp932"'),
    # What separates cells and ends lines.
    *(
        Form(f"separated by {mark!r}", TEXT_JA.replace(",", mark))
        for mark in ("\t", ";", "|", "^", "~")
    ),
    Form("a separator that is declared", TEXT_JA.replace(",", "#"), source='delimiter = "#"'),
    Form("CR and LF", TEXT_JA.replace("\n", "\r\n")),
    Form("CR alone", TEXT_JA.replace("\n", "\r")),
    Form("no end of the last line", TEXT_JA.rstrip("\n")),
    Form(
        "quotes around all", '"' + TEXT_JA.strip().replace(",", '","').replace("\n", '"\n"') + '"\n'
    ),
    Form("a comma in quotes", TEXT_JA.replace(",1200", ',"1,200"')),
    Form("blank cells around", TEXT_JA.replace(",", " , ")),
    # Where the headers stand.
    Form("a title above", "エスカレーション一覧\n" + TEXT_JA),
    Form("titles, dates and a blank row above", "一覧\n出力日,2026/07/03\n\n" + TEXT_JA),
    Form("merged headers above", "受付,,対応,\n" + TEXT_JA),
    Form("a header row that is declared", "受付番号,x\n" + TEXT_JA, source="header_row = 2"),
    Form(
        "columns in another order",
        "緊急,受付日時,受付番号\nあり,2026/07/01 14:05,001\nなし,2026/07/02 09:30,002\n",
    ),
    Form(
        "columns nobody asked for",
        "余り,受付番号,受付日時,緊急\nx,001,2026/07/01 14:05,あり\ny,002,2026/07/02 09:30,\n",
    ),
    # Days and clocks.
    stamp("slashes", "2026/7/1 9:05", SLASHES, "2026-07-01 00:05"),
    stamp("hyphens", "2026-07-01 09:05", ["%Y-%m-%d %H:%M"], "2026-07-01 00:05"),
    stamp(
        "ISO with a zone", "2026-07-01T09:05:00+0200", ["%Y-%m-%dT%H:%M:%S%z"], "2026-07-01 07:05"
    ),
    stamp("ISO in UTC", "2026-07-01T09:05:00Z", ["%Y-%m-%dT%H:%M:%SZ"], "2026-07-01 09:05"),
    stamp("年月日", "2026年7月1日 9:05", ["%Y年%m月%d日 %H:%M"], "2026-07-01 00:05"),
    stamp("年月日時分", "2026年7月1日9時5分", ["%Y年%m月%d日%H時%M分"], "2026-07-01 00:05"),
    stamp("AM and PM", "07/01/2026 09:05 PM", ["%m/%d/%Y %I:%M %p"], "2026-07-01 12:05"),
    stamp("wide digits", "２０２６／０７／０１　０９：０５", SLASHES, "2026-07-01 00:05"),
    stamp("an era in letters", "R8.7.1", ERA, "2026-06-30 15:00"),
    stamp("an era in small letters", "h31.4.30", ERA, "2019-04-29 15:00"),
    stamp("an era in kanji", "令和8年7月1日", ERA, "2026-06-30 15:00"),
    stamp("the first year of an era", "令和元年5月1日", ERA, "2019-04-30 15:00"),
    stamp("an era in one sign", "㋿8年7月1日", ERA, "2026-06-30 15:00"),
    stamp("an era and a clock", "令和8年7月1日 14:05", ERA, "2026-07-01 05:05"),
    stamp("a day before its era", "R1.4.30", ERA, None),
    stamp("25:30", "2026/07/01 25:30", SLASHES, "2026-07-01 16:30"),
    stamp("24:00", "2026/07/01 24:00", SLASHES, "2026-07-01 15:00"),
    stamp("25時", "2026年7月1日25時30分", ["%Y年%m月%d日%H時%M分"], "2026-07-01 16:30"),
    stamp("an era past midnight", "R8.7.1 25:30", ERA, "2026-07-01 16:30"),
    stamp("50:00 is no clock", "2026/07/01 50:00", SLASHES, None),
    stamp("a day that is none", "2026/02/30 10:00", SLASHES, None),
    stamp("Excel's number of a day", "46204", ["excel day"], "2026-06-30 15:00"),
    stamp("Excel's number of a stamp", "46204.586805556", ["excel stamp"], "2026-07-01 05:05"),
    stamp("a small number is no day", "12", ["excel day", "excel stamp"], None),
    Form(
        "several forms in one column",
        "受付番号,受付日時\n1,2026/07/01 14:05\n2,2026年7月1日 14:05\n"
        "3,R8.7.1 14:05\n4,2026-07-01\n",
        [
            *((number, "2026-07-01 05:05", "opened") for number in ("1", "2", "3")),
            ("4", "2026-06-30 15:00", "opened"),
        ],
        [*SLASHES, "%Y年%m月%d日 %H:%M", "%Ex %H:%M", "%Y-%m-%d"],
    ),
    *(
        Form(
            f"the {told}",
            f"受付番号,受付日時\n1,{first} 14:05\n2,{second} 14:05\n",
            [("1", utc, "opened"), ("2", other, "opened")],
            ["%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M"],
        )
        for told, first, second, utc, other in (
            ("day first", "03/04/2026", "25/04/2026", "2026-04-03 05:05", "2026-04-25 05:05"),
            ("month first", "03/04/2026", "04/25/2026", "2026-03-04 05:05", "2026-04-25 05:05"),
        )
    ),
    # Yes and no; a blank is neither.
    *(
        flag(f"{yes} and {no}", yes, no)
        for yes, no in (
            ("あり", "なし"),
            ("有", "無"),
            ("有り", "無し"),
            ("○", "×"),
            ("◯", "✕"),
            ("〇", "✗"),
            ("●", "☓"),
            ("済", "未"),
            ("済み", "未済"),
            ("はい", "いいえ"),
            ("Y", "N"),
            ("YES", "No"),
            ("ＹＥＳ", "ＮＯ"),
            ("TRUE", "FALSE"),
            ("1", "0"),
            ("１", "０"),
            ("on", "off"),
            ("✓", "-"),
            ("あり", "不明"),
        )
    ),
]


def read(desk: Desk, form: Form) -> list[tuple[str, str, str]]:
    mapping = TOKYO.format(formats=form.formats, source=form.source, **form.headers)
    desk.load(desk.mapping(mapping.replace("'", '"')), desk.file(form.text, "e.csv", form.encoding))
    at = pl.col("occurred_at").dt.strftime("%Y-%m-%d %H:%M")
    return desk.events().select("contact_id", at, "event").rows()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_file_of_each_form_gives_its_events(desk: Desk, form: Form) -> None:
    assert read(desk, form) == form.events


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1200", 1200.0),
        ("1200.5", 1200.5),
        ('"1,200"', 1200.0),
        ('"1,234,567.5"', 1234567.5),
        ("１２００", 1200.0),
        ("-12", -12.0),
        ("", None),
        ("不明", None),
    ],
)
def test_numbers_are_read_as_people_write_them(desk: Desk, cell: str, amount: float | None) -> None:
    read(desk, Form("", TEXT_JA.replace("1200", cell)))
    assert desk.events().filter(event="escalated")["amount"].to_list() == [amount]


@pytest.mark.parametrize("cell", ['"1,20"', '"1.234,5"', "1.2E+11", "nan", "12円", "1 200"])
def test_a_number_that_is_none_sets_its_row_aside(desk: Desk, cell: str) -> None:
    read(desk, Form("", TEXT_JA.replace("1200", cell)))
    assert desk.quarantined() == [(1, "amount_is_number")]


def test_a_contact_number_that_a_spreadsheet_rounded_is_set_aside(desk: Desk) -> None:
    text = TEXT_JA.replace("001", "1.23457E+11")
    assert read(desk, Form("", text)) == BOTH[2:]
    assert desk.quarantined() == [(1, "contact_id_not_rounded")]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("03/04/2026", "05/06/2026", "no row tells whether the day or the month comes first"),
        (
            "25/04/2026",
            "04/25/2026",
            r"row 1 has 25/04/2026 14:05 \(day first\) and row 2 has 04/25/2026 14:05 "
            r"\(month first\), so both",
        ),
    ],
)
def test_which_comes_first_is_asked_where_the_file_does_not_tell(
    desk: Desk, first: str, second: str, said: str
) -> None:
    text = f"受付番号,受付日時\n1,{first} 14:05\n2,{second} 14:05\n"
    with pytest.raises(EtlError, match=rf"column \"受付日時\": {said}"):
        read(desk, Form("", text, formats=["%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M"]))


@pytest.mark.parametrize("cell", ["", "2026-04-25 14:05", "05/05/2026 14:05"])
def test_nothing_is_asked_where_no_date_may_be_either(desk: Desk, cell: str) -> None:
    text = f"受付番号,受付日時\n1,2026-04-25 14:05\n2,{cell}\n"
    formats = ["%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"]
    assert read(desk, Form("", text, formats=formats))[0] == ("1", "2026-04-25 05:05", "opened")


def test_a_missing_column_is_told_before_its_order_is_asked(desk: Desk) -> None:
    form = Form("", "受付番号,依頼日\n1,03/04/2026\n", formats=["%m/%d/%Y", "%d/%m/%Y"])
    with pytest.raises(EtlError, match='column "受付日時" is missing'):
        read(desk, form)


def test_what_was_found_is_said(desk: Desk) -> None:
    mapping = TOKYO.format(formats=["%m/%d/%Y", "%d/%m/%Y"], source="", **JA).replace("'", '"')
    path = desk.file("受付番号,受付日時\n1,25/04/2026\n", "e.csv", "cp932")
    notes = desk.load(desk.mapping(mapping), path).notes
    assert "e.csv: its encoding was found to be cp932." in notes
    assert 'e.csv: column "受付日時" is read day first (row 1 has 25/04/2026).' in notes


def test_a_wrongly_declared_encoding_is_told_with_the_likely_one(desk: Desk) -> None:
    form = Form("", TEXT_JA, encoding="utf-8", source='encoding = "utf-16"')
    with pytest.raises(EtlError, match=r'not utf-16: .* It looks like "utf-8"'):
        read(desk, form)


def test_more_than_sixty_files_are_tried() -> None:
    assert len({form.name for form in FORMS}) == len(FORMS) >= 60
