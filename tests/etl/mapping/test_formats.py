"""Workbooks, Parquet, JSON and packed files become the same rows as the CSV of the same list."""

import datetime as dt
import gzip
import json
import zipfile
from pathlib import Path

import polars as pl
import pyarrow
import pytest
import xlsxwriter

from etl.errors import EtlError
from etl.extract import expand_paths
from etl.mapping import read_mapping
from tests.etl.mapping.desk import Desk

MAPPING = """
name = "list"
shape = "cases"
[source]
contact = "number"
zone = "Asia/Tokyo"
[columns]
number = "受付番号"
target = { header = "エスカレ先", optional = true }
received_at = { header = "受付日時", kind = "time", formats = ["%Y/%m/%d %H:%M"] }
[columns.raised_at]
header = "依頼時刻"
kind = "time"
formats = ["%H:%M"]
date_of = "received_at"
optional = true
[[event]]
event = "opened"
at = "received_at"
[[event]]
event = "escalated"
when = { column = "raised_at", known = true }
at = "raised_at"
values = { target = "target" }
"""
HEADERS = ("受付番号", "受付日時", "依頼時刻", "エスカレ先")
TEXT = (
    "受付番号,受付日時,依頼時刻,エスカレ先\n001,2026/07/01 14:05,14:20,SV\n002,2026/07/01 15:00,,\n"
)
# Tokyo is nine hours ahead.
STORY = [("001", "05:05", "opened"), ("001", "05:20", "escalated"), ("002", "06:00", "opened")]


def workbook(path: Path, sheet: str = "一覧", *, before: tuple[str, ...] = ()) -> Path:
    """The list as people keep it: real stamps and clocks, a number that is text."""
    with xlsxwriter.Workbook(path) as book:
        for title in before:
            book.add_worksheet(title).write_string(0, 0, "説明")
        page = book.add_worksheet(sheet)
        stamp = book.add_format({"num_format": "yyyy/mm/dd hh:mm"})
        clock = book.add_format({"num_format": "hh:mm"})
        page.write_row(0, 0, HEADERS)
        page.write_string(1, 0, "001")
        page.write_datetime(1, 1, dt.datetime.fromisoformat("2026-07-01T14:05"), stamp)
        page.write_datetime(1, 2, dt.time(14, 20), clock)
        page.write_string(1, 3, "SV")
        page.write_string(2, 0, "002")
        page.write_datetime(2, 1, dt.datetime.fromisoformat("2026-07-01T15:00"), stamp)
    return path


def frame() -> pl.DataFrame:
    stamps = [
        dt.datetime.fromisoformat("2026-07-01T14:05"),
        dt.datetime.fromisoformat("2026-07-01T15:00"),
    ]
    cells = (["001", "002"], stamps, [dt.time(14, 20), None], ["SV", None])
    return pl.DataFrame(dict(zip(HEADERS, cells, strict=True)))


def records() -> list[dict[str, object]]:
    return [
        {
            "受付番号": "001",
            "受付日時": "2026/07/01 14:05",
            "依頼時刻": "14:20",
            "エスカレ先": "SV",
        },
        {"受付番号": "002", "受付日時": "2026/07/01 15:00", "依頼時刻": None, "エスカレ先": None},
    ]


def write(path: Path) -> None:
    """The list in the form that the name says."""
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records())
    match "".join(path.suffixes):
        case ".xlsx":
            workbook(path)
        case ".parquet":
            frame().write_parquet(path)
        case ".jsonl" | ".ndjson":
            path.write_text(lines, encoding="utf-8")
        case ".json":
            path.write_text(json.dumps(records(), ensure_ascii=False), encoding="utf-8")
        case ".csv.gz":
            path.write_bytes(gzip.compress(TEXT.encode("cp932")))
        case ".csv.zst":
            with pyarrow.output_stream(str(path), compression="zstd") as out:
                out.write(TEXT.encode("utf-8"))
        case ".cp932.csv.zst":
            with pyarrow.output_stream(str(path), compression="zstd") as out:
                out.write(TEXT.encode("cp932"))
        case ".zip":
            with zipfile.ZipFile(path, "w") as packed:
                packed.writestr("sub/一覧.csv", TEXT.encode("cp932"))


@pytest.mark.parametrize(
    "name",
    [
        *("list.xlsx", "list.parquet", "list.jsonl", "list.ndjson", "list.json"),
        *("list.csv.gz", "list.csv.zst", "list.cp932.csv.zst", "list.zip"),
    ],
)
def test_a_list_is_the_same_in_every_form(desk: Desk, name: str) -> None:
    path = desk.folder / name
    write(path)
    report = desk.load(desk.mapping(MAPPING), path)
    assert desk.story() == STORY
    assert report.rows_quarantined == 0
    assert desk.events()["source_file"].unique().to_list() == [name]
    assert desk.events().filter(event="escalated")["target"].to_list() == ["SV"]


def test_a_sheet_is_taken_by_its_name_or_is_the_first(desk: Desk) -> None:
    path = workbook(desk.folder / "list.xlsx", before=("表紙",))
    named = MAPPING.replace('contact = "number"', 'contact = "number"\nsheet = "一覧"')
    desk.load(desk.mapping(named), path)
    assert desk.story() == STORY


def test_sheets_with_rows_that_are_not_read_are_named(desk: Desk) -> None:
    path = desk.folder / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for title in ("7月", "8月", "説明"):
            page = book.add_worksheet(title)
            page.write_row(0, 0, HEADERS if title != "説明" else ("説明",))
            if title != "説明":
                page.write_row(1, 0, (f"{title}-1", "2026/07/01 14:05"))
    report = desk.load(desk.mapping(MAPPING), path)
    assert desk.events()["contact_id"].to_list() == ["7月-1"]
    assert [note for note in report.notes if "sheet" in note] == [
        "list.xlsx: sheet 7月 is read; 8月 hold rows too and are not. "
        "Name the sheet to read in the mapping: [source] sheet."
    ]


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(desk: Desk) -> None:
    path = workbook(desk.folder / "list.xlsx", before=("表紙",))
    named = MAPPING.replace('contact = "number"', 'contact = "number"\nsheet = "明細"')
    with pytest.raises(EtlError, match=r'has no sheet "明細"; it has 表紙, 一覧'):
        desk.load(desk.mapping(named), path)


def test_a_day_without_a_clock_stays_a_day_and_hours_may_pass_24(desk: Desk) -> None:
    path = desk.folder / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ("受付番号", "受付日時", "依頼時刻"))
        page.write_string(1, 0, "001")
        page.write_datetime(1, 1, dt.date(2026, 7, 1), book.add_format({"num_format": "yyyy/m/d"}))
        page.write_number(1, 2, 25.25 / 24, book.add_format({"num_format": "[h]:mm"}))
    mapping = MAPPING.replace('kind = "time"\nformats = ["%H:%M"]\ndate_of = "received_at"\n', "")
    mapping = mapping.replace('at = "raised_at"', 'at = "received_at"').replace(
        'target = "target"', 'note = "raised_at"'
    )
    desk.load(desk.mapping(mapping), path)
    raised = desk.events().filter(event="escalated").row(0, named=True)
    assert raised["note"] == "25:15:00"
    assert desk.events()["time_basis"].unique().to_list() == ["date_only"]


def test_records_within_records_are_columns(desk: Desk) -> None:
    mapping = MAPPING.replace("エスカレ先", "to.role")
    record = {"受付番号": 1, "受付日時": "2026/07/01 14:05", "依頼時刻": "14:20"}
    path = desk.file(json.dumps({**record, "to": {"role": "SV"}}), "list.jsonl")
    desk.load(desk.mapping(mapping), path)
    assert desk.events()["target"].to_list() == [None, "SV"]


@pytest.mark.parametrize("name", ["list.xlsx", "list.parquet", "list.json", "list.zip"])
def test_a_file_cut_off_says_so_and_loads_nothing(desk: Desk, name: str) -> None:
    path = desk.folder / name
    write(path)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(EtlError, match=r"list\.\w+: cannot be (read|unpacked)"):
        desk.load(desk.mapping(MAPPING), path)
    assert not desk.store.exists() or not list(desk.store.rglob("*.parquet"))


def test_a_zip_of_several_files_is_not_guessed_at(desk: Desk) -> None:
    path = desk.folder / "list.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.csv", TEXT)
        packed.writestr("b.csv", TEXT)
    with pytest.raises(EtlError, match=r"holds 2 files \(a\.csv, b\.csv\).*Unpack it"):
        desk.load(desk.mapping(MAPPING), path)


def test_a_folder_is_searched_for_every_form(desk: Desk) -> None:
    for name in ("a.xlsx", "b.parquet", "c.csv.zst", "d.pdf", "e.CSV"):
        desk.file("", f"in/{name}")
    found = [path.name for path in expand_paths([desk.folder / "in"])]
    assert found == ["a.xlsx", "b.parquet", "c.csv.zst", "e.CSV"]


def test_the_list_that_most_centers_keep_loads_as_a_workbook(desk: Desk) -> None:
    path = desk.folder / "受付.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("受付一覧")
        page.write_row(0, 0, ("受付番号", "受付日時", "大分類", "エスカレ先", "結果", "備考"))
        page.write_row(1, 0, ("R-1", None, "請求", "SV", "完了", "至急"))
        stamp = book.add_format({"num_format": "yyyy/mm/dd hh:mm"})
        page.write_datetime(1, 1, dt.datetime.fromisoformat("2026-07-01T14:05"), stamp)
    desk.load(read_mapping("poor_ja"), path)
    assert [row[1:] for row in desk.story("target")] == [
        ("05:05", "opened", None),
        ("05:05", "escalated", "SV"),
        ("05:05", "resolved", None),
    ]
