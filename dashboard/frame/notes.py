"""Notes on the chosen week: what people know of it that no log tells."""

import datetime as dt
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.frame.chosen import SHARED
from dashboard.frame.view import View
from dashboard.reading import data
from dashboard.words import Words
from queries.errors import JournalError
from queries.journal.notes import LONGEST_TEXT, REMOVE, Note
from queries.journal.vocabulary import ROLES

PROBLEM = "note_problem"


def of_week(view: View) -> list[Note]:
    """The notes on the chosen week; raises JournalError where they cannot be read."""
    return data.notes(view.build, view.chosen.week.start)


def draw(place: DeltaGenerator, page: str, view: View) -> None:
    """The notes on the week, and a form for another."""
    words = view.words
    try:
        found = of_week(view)
    except JournalError as error:
        with place.popover(words("notes.menu", count="–"), icon=":material/sticky_note_2:"):
            st.warning(words("notes.failed", reason=str(error)), icon=":material/error:")
        return
    with place.popover(words("notes.menu", count=len(found)), icon=":material/sticky_note_2:"):
        if PROBLEM in st.session_state:
            st.warning(st.session_state.pop(PROBLEM), icon=":material/error:")
        st.caption(words("notes.caption"))
        for number, note in enumerate(found):
            _note(note, number, view)
        with st.form("write_note", border=False, clear_on_submit=True):
            st.text_area(words("notes.text"), key="note_text", max_chars=LONGEST_TEXT)
            st.selectbox(
                words("notes.role"),
                ["", *ROLES],
                format_func=lambda role: words(f"role.{role}") if role else words("notes.no_role"),
                key="note_role",
            )
            st.form_submit_button(
                words("notes.write"), icon=":material/add:", on_click=_write, args=(page, view)
            )


def _note(note: Note, number: int, view: View) -> None:
    with st.container(border=True, gap="xxsmall"):
        st.text(note.text)
        st.caption(said(note, view))
        st.button(
            view.words("notes.remove"),
            key=f"remove_note_{number}",
            icon=":material/delete:",
            type="tertiary",
            on_click=_keep,
            args=(_removed(note), view),
        )


def said(note: Note, view: View) -> str:
    """When a note was written, by which role, on which page and under which filters."""
    words = view.words
    at = note.written_at.astimezone(ZoneInfo(view.build.time_zone))
    parts = [f"{at:%Y/%m/%d %H:%M}", words(f"nav.{note.page}"), scope(note.scope, words)]
    if note.written_by:
        parts.insert(1, words(f"role.{note.written_by}"))
    return words("notes.separator").join(parts)


def scope(filters: Mapping[str, Sequence[str]], words: Words) -> str:
    """The filters of a note in words."""
    names = [words.named(name, code) for name, codes in filters.items() for code in codes]
    return words("common.list_separator").join(names) or words("filters.everything")


def _removed(note: Note) -> Note:
    return Note(
        note.week, note.page, note.scope, note.text, note.written_at, note.written_by, REMOVE
    )


def _write(page: str, view: View) -> None:
    text = st.session_state["note_text"].strip()
    if not text:
        st.session_state[PROBLEM] = view.words("notes.no_text")
        return
    filters = {name: getattr(view.chosen, name) for name in SHARED if getattr(view.chosen, name)}
    given = Note(
        week=view.chosen.week.start,
        page=page,
        scope=filters,
        text=text,
        written_at=dt.datetime.now(dt.UTC),
        written_by=st.session_state["note_role"] or None,
    )
    _keep(given, view)


def _keep(given: Note, view: View) -> None:
    try:
        data.keep_note(given, view.build.path)
    except JournalError as error:
        st.session_state[PROBLEM] = view.words("notes.failed", reason=str(error))
