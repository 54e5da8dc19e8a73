"""The form for a note on the chosen week, and keeping what was written in it."""

import datetime as dt
from typing import Any

import streamlit as st

from dashboard.frame.chosen import SHARED
from dashboard.frame.view import View
from dashboard.reading import journal
from queries.errors import JournalError
from queries.journal.notes import LONGEST_TEXT, Note
from queries.journal.vocabulary import ROLES

_PROBLEM = "note_problem"


def write(page: str, about: str | None, view: View) -> None:
    """A text and who writes it; `about` is the chart or the item that it is about."""
    words, key = view.words, about or "week"
    with st.form(f"write_note_{key}", border=False, clear_on_submit=True):
        st.text_area(words("notes.text"), key=f"note_text_{key}", max_chars=LONGEST_TEXT)
        st.selectbox(
            words("notes.role"),
            ["", *ROLES],
            format_func=lambda role: words(f"role.{role}") if role else words("notes.no_role"),
            key=f"note_role_{key}",
        )
        st.form_submit_button(
            words("notes.write"), icon=":material/add:", on_click=_write, args=(page, about, view)
        )


def _write(page: str, about: str | None, view: View) -> None:
    key = about or "week"
    role = st.session_state[f"note_role_{key}"] or None
    take(st.session_state[f"note_text_{key}"], page, view, about=about, written_by=role)


def take(text: str, page: str, view: View, **fields: Any) -> None:
    """Keep what was written now under the filters of the view; `fields` are those of a note."""
    if not text.strip():
        st.session_state[_PROBLEM] = view.words("notes.no_text")
        return
    filters = {name: getattr(view.chosen, name) for name in SHARED if getattr(view.chosen, name)}
    week, now = view.chosen.week.start, dt.datetime.now(dt.UTC)
    keep(Note(week, page, filters, text.strip(), now, **fields), view)


def keep(given: Note, view: View) -> None:
    """Keep a note or its end; where that is not possible, `problem` says why."""
    try:
        journal.keep_note(given, view.build.path)
    except JournalError as error:
        st.session_state[_PROBLEM] = view.words("notes.failed", reason=str(error))


def problem() -> None:
    """Say once what was not kept, and why."""
    if _PROBLEM in st.session_state:
        st.warning(st.session_state.pop(_PROBLEM), icon=":material/error:")
