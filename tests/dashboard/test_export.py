"""What is taken away: the same figures, in files that open and that no spreadsheet runs."""

import datetime as dt
import io
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from dashboard.export.files import as_csv, as_workbook, safe
from dashboard.export.tables import Table, figures
from dashboard.words import in_language
from queries.asked import Asked
from queries.measure import cases, measure
from queries.warehouse import Warehouse

from .conftest import Opened

WEEK = Asked(start=dt.date(2026, 7, 6), stop=dt.date(2026, 7, 13), by=())
ROWS = pl.DataFrame({"区分": ["返品", "=1+1", None], "率": [12.5, None, -3.0]})


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", "－1"])
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    assert safe(pl.DataFrame({"a": [text]}))["a"][0] == "'" + text


def test_numbers_and_plain_texts_stay_as_they_are() -> None:
    rows = pl.DataFrame({"a": [-1.5, None], "b": ["a=1", None], "c": [dt.date(2026, 7, 6), None]})
    assert safe(rows).equals(rows)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932"])
def test_csv_opens_again_with_the_same_content(encoding: str) -> None:
    written, lost = as_csv(ROWS, encoding)
    assert lost == 0
    text = written.decode(encoding)
    assert text == "区分,率\r\n返品,12.5\r\n'=1+1,\r\n,-3.0\r\n"
    assert written.startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")


def test_what_an_old_encoding_cannot_write_is_counted() -> None:
    written, lost = as_csv(pl.DataFrame({"名": ["𠮷田", "髙﨑①㈱", "–"]}), "cp932")
    assert lost == 2
    assert written.decode("cp932") == "名\r\n?田\r\n髙﨑①㈱\r\n?\r\n"


def test_a_workbook_says_what_it_is_and_holds_the_rows() -> None:
    about = [("説明", ""), ("対象", "全拠点"), ("エスカレ率", "=SUM(A1)")]
    written = as_workbook(about, "推移", ROWS.with_columns(日=pl.lit(dt.date(2026, 7, 6))))
    book = fastexcel.read_excel(written)
    assert book.sheet_names == ["説明", "推移"]
    first = book.load_sheet("説明", header_row=None).to_polars()
    assert first.rows() == [("対象", "全拠点"), ("エスカレ率", "=SUM(A1)")]
    second = book.load_sheet("推移").to_polars()
    assert second["区分"].to_list() == ["返品", "=1+1", None]
    assert second["率"].to_list() == [12.5, None, -3.0]
    assert second["日"].cast(pl.Date).to_list() == [dt.date(2026, 7, 6)] * 3


def test_a_missing_figure_is_an_empty_cell_with_its_reason(full: Path) -> None:
    asked = Asked(start=WEEK.start, stop=WEEK.stop, by=("category",))
    result = measure(Warehouse(full), "over_escalation_by_receiver_rate", asked)
    words = in_language("en")
    shown = figures(result.frame, result.metric, "Over", {"category": "Category"}, words)
    assert shown.columns == ["Category", "Numerator", "Denominator", "Over (%)", "State"]
    thin = result.frame.filter(status="too_few")
    assert thin.height > 0
    assert shown.filter(State="Not enough data").height == thin.height


def tables(app: object) -> dict[str, Table]:
    return {table.title: table for table in app.session_state["export_tables"]}  # type: ignore[attr-defined]


def test_the_weeks_that_are_taken_away_are_those_of_the_query(opened: Opened, full: Path) -> None:
    app = opened(full, "weekly", lang="en", week="2026-07-06")
    rows = tables(app)["Escalation rate over time"].rows()
    rate = measure(Warehouse(full), "escalation_rate", WEEK).frame.row(0, named=True)
    last = rows.row(-1, named=True)
    assert last["Week"] == WEEK.start
    assert last["Numerator"] == rate["numerator"]
    assert last["Escalation rate (%)"] == rate["metric_value"]


def test_all_cases_are_taken_away_and_not_only_a_page_of_them(opened: Opened, full: Path) -> None:
    app = opened(full, "cases", lang="en", week="2026-07-06", metric="contact_volume")
    count = cases(Warehouse(full), "contact_volume", WEEK).height
    assert count > 200
    assert tables(app)["Contacts handled"].rows().height == count


@pytest.mark.parametrize(
    "page", ["weekly", "rules", "register", "patterns", "paths", "cases", "summary", "health"]
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_table_of_a_page_can_be_written(
    opened: Opened, full: Path, page: str, lang: str
) -> None:
    found = tables(opened(full, page, lang=lang))
    assert found
    for title, table in found.items():
        rows = table.rows()
        assert rows.width > 0, title
        assert not [name for name in rows.columns if "_" in name], title
        read = pl.read_csv(io.BytesIO(as_csv(rows, "utf-8")[0]))
        assert read.shape == rows.shape
