"""The menu at the head of a page: which table, as what, and the button that saves it."""

import datetime as dt

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import naming
from dashboard.export.files import ENCODINGS, as_csv, as_workbook
from dashboard.export.tables import Table, offered
from dashboard.frame.filters import sentence
from dashboard.frame.layout import settled
from dashboard.frame.view import View

WORKBOOK = "xlsx"
FORMATS = (WORKBOOK, *ENCODINGS)
_KINDS = {
    WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


def draw(place: DeltaGenerator, view: View) -> None:
    """Offer what the page has drawn; nothing where it has no table."""
    tables, words = offered(), view.words
    if not tables:
        return
    with place.popover(words("export.menu"), icon=":material/download:"):
        picked = st.selectbox(
            words("export.table"),
            range(len(tables)),
            format_func=lambda place: tables[place].title,
            key="export_table",
        )
        form = st.selectbox(
            words("export.format"),
            FORMATS,
            format_func=lambda name: words(f"export.{name}"),
            key="export_format",
        )
        _save(tables[min(picked, len(tables) - 1)], form, view)


def _save(table: Table, form: str, view: View) -> None:
    words = view.words
    name = f"{table.title} {view.chosen.week.start:%Y-%m-%d}".replace("/", "／")
    if form == "csv_cp932":
        # What cannot be written has to be said before anybody saves it.
        written, lost = as_csv(table.rows(), ENCODINGS[form])
        st.caption(words("export.lost" if lost else "export.nothing_lost", count=lost))
        st.download_button(
            words("export.save"), written, file_name=f"{name}.csv", mime=_KINDS["csv"]
        )
        return
    suffix = WORKBOOK if form == WORKBOOK else "csv"
    notes = about(table, view)
    st.download_button(
        words("export.save"),
        lambda: _written(table, form, notes),
        file_name=f"{name}.{suffix}",
        mime=_KINDS[suffix],
        on_click="ignore",
    )


def _written(table: Table, form: str, notes: list[tuple[str, str]]) -> bytes:
    rows: pl.DataFrame = table.rows()
    if form == WORKBOOK:
        return as_workbook(notes, table.title, rows)
    return as_csv(rows, ENCODINGS[form])[0]


def about(table: Table, view: View) -> list[tuple[str, str]]:
    """What the first sheet says; its own name comes first."""
    words, week, build = view.words, view.chosen.week, view.build
    told = [
        (words("export.about"), ""),
        (words("export.table"), table.title),
        (words("filters.week"), _span(week.start, week.last, view)),
        (words("export.filters"), sentence(view.chosen, words)),
        (words("export.settled"), words(f"common.{settled(week)[0]}")),
        (words("health.as_of"), f"{build.as_of} ({build.time_zone})"),
        (words("health.build_id"), build.build_id),
    ]
    for metric in table.metrics:
        label = naming.label(metric, words)
        told.append((label, naming.explained(metric, words)))
    return [*told, ("", words("app.not_for_appraisal"))]


def _span(first: dt.date, last: dt.date, view: View) -> str:
    return view.words("common.week_span", start=f"{first:%Y/%m/%d}", stop=f"{last:%Y/%m/%d}")
