"""The form to take away: empty with its drop-downs, or filled with what is recorded."""

import datetime as dt

import streamlit as st

from dashboard.export import files
from dashboard.frame.view import View
from dashboard.recording import book
from dashboard.recording.book import Book
from queries.recording.form import table_of
from queries.recording.sheet import form_file
from queries.recording.words import say


def empty(view: View) -> None:
    """The empty form, for a center that records in a workbook."""
    st.download_button(
        view.words("recording.empty"),
        lambda: form_file(view.lang, book.vocabulary(view)),
        file_name=f"{say(view.lang, 'files')}.xlsx",
        icon=":material/download:",
        on_click="ignore",
        help=view.words("recording.empty_help"),
    )


def filled(week: dt.date, kept: Book, view: View) -> None:
    """The rows of a week in the columns of the form, as a workbook and as CSV."""
    found = kept.of_week(week)
    name = f"{say(view.lang, 'files')}-{week}"
    st.download_button(
        view.words("recording.filled"),
        lambda: form_file(view.lang, book.vocabulary(view), found),
        file_name=f"{name}.xlsx",
        icon=":material/table:",
        on_click="ignore",
        disabled=not found,
    )
    st.download_button(
        view.words("recording.csv"),
        lambda: files.as_csv(table_of(found, view.lang), "utf-8-sig")[0],
        file_name=f"{name}.csv",
        icon=":material/csv:",
        on_click="ignore",
        disabled=not found,
    )


def how_to_load(view: View) -> None:
    """How the record becomes figures: it is loaded like any other log."""
    name = f"{say(view.lang, 'files')}.xlsx"
    st.caption(view.words("recording.load_help"))
    st.code(f"minaoshi load {name} --mapping recording_form", language="shell")
