"""Titles above the headers are skipped, and what separates the cells is found by the headers."""

import gc

import pytest
import xlsxwriter

from etl.errors import EtlError
from tests.etl.mapping.desk import Desk

MAPPING = """
name = "list"
shape = "cases"
[source]
contact = "number"
zone = "Asia/Tokyo"
[columns]
number = "受付番号"
note = { header = "備考", optional = true }
received_at = { header = "受付日時", kind = "time", formats = ["%Y/%m/%d %H:%M"] }
[[event]]
event = "opened"
at = "received_at"
values = { note = "note" }
"""
HEADERS = "受付番号{0}受付日時{0}備考\n"
ROW = '001{0}2026/07/01 14:05{0}"a{0}b"\n'
STORY = [("001", "05:05", "opened")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize(
    ("delimiter", "said"), [(",", ""), ("\t", "tabs"), (";", "semicolons"), ("|", "bars")]
)
def test_what_separates_the_cells_is_found(
    desk: Desk, delimiter: str, said: str, encoding: str
) -> None:
    path = desk.file((HEADERS + ROW).format(delimiter), "list.txt", encoding)
    report = desk.load(desk.mapping(MAPPING), path)
    assert desk.story() == STORY
    assert desk.events()["note"].to_list() == [f"a{delimiter}b"]
    found = [note for note in report.notes if "separated" in note]
    assert found == ([f"list.txt: its cells are separated by {said}."] if said else [])


@pytest.mark.parametrize(
    "above",
    [
        "エスカレーション一覧\n",
        "エスカレーション一覧\n\n出力日,2026/07/02,,\n",
        '"題名は\n二行",\n,,,\n受付,,対応,\n',
    ],
)
def test_titles_above_the_headers_are_left_out(desk: Desk, above: str) -> None:
    report = desk.load(desk.mapping(MAPPING), desk.file((above + HEADERS + ROW).format(",")))
    assert desk.story() == STORY
    assert any("its headers stand in row" in note for note in report.notes)
    assert desk.events()["source_row"].to_list() == [1]


def test_a_workbook_with_a_title_is_read_from_its_headers_on(desk: Desk) -> None:
    path = desk.folder / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.merge_range(0, 0, 0, 2, "エスカレーション一覧")
        page.write_row(2, 0, ("受付番号", "受付日時", "備考"))
        page.write_row(3, 0, ("001", "2026/07/01 14:05", "至急"))
    report = desk.load(desk.mapping(MAPPING), path)
    assert desk.story() == STORY
    assert "list.xlsx: its headers stand in row 3; 2 rows above left out." in report.notes


def test_what_is_declared_stands(desk: Desk) -> None:
    mapping = MAPPING.replace("[columns]", 'delimiter = ";"\nheader_row = 1\n[columns]')
    with pytest.raises(EtlError, match="受付番号"):
        desk.load(desk.mapping(mapping), desk.file((HEADERS + ROW).format(",")))


def test_a_missing_header_is_still_named(desk: Desk) -> None:
    text = (HEADERS + ROW).format(",").replace("受付日時", "日時")
    with pytest.raises(EtlError, match="受付日時"):
        desk.load(desk.mapping(MAPPING), desk.file(text))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_no_row_is_lost_to_the_way_in_which_lines_end(desk: Desk, end: str, encoding: str) -> None:
    text = (HEADERS + ROW + ROW.replace("001", "002")).format(",").replace("\n", end)
    report = desk.load(desk.mapping(MAPPING), desk.file(text, "list.csv", encoding))
    assert desk.story() == [*STORY, ("002", "05:05", "opened")]
    assert [file.rows_read for file in report.files] == [2]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_a_load_that_is_given_up_leaves_nothing_behind(desk: Desk, encoding: str) -> None:
    text = (HEADERS + ROW).format(",").replace("受付日時", "日時")
    path = desk.file(text, "list.csv", encoding)
    with pytest.raises(EtlError, match="受付日時"):
        desk.load(desk.mapping(MAPPING), path)
    gc.collect()
    assert not [found for found in desk.store.rglob("*") if found.is_file()]
