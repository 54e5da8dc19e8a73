"""Draws what a meeting decides on an item, and the form for another decision."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.frame import decided, note_form, notes
from dashboard.frame.view import View
from dashboard.meeting.agenda import Item
from dashboard.meeting.mode import PAGE
from queries.errors import JournalError
from queries.journal.notes import DECISION, LONGEST_TEXT, REMOVE, Note
from queries.journal.vocabulary import ROLES

# A decision is looked at again in one of the next reviews, which are a week apart.
REVIEWS = 8
CLOSING = "decisions"


def panel(item: Item, view: View) -> None:
    """The decisions on an item, at the end of the meeting all of them, and a form for another."""
    words = view.words
    st.subheader(words("meeting.decided"), anchor=False)
    try:
        found = decided.of_week(view)
    except JournalError as error:
        st.warning(words("notes.failed", reason=str(error)), icon=":material/error:")
        return
    shown = [note for note in found if item.kind == CLOSING or note.about == item.about]
    _list(shown, item, view)
    _form(item, view)


def _list(shown: Sequence[Note], item: Item, view: View) -> None:
    words = view.words
    if not shown:
        st.caption(words("meeting.undecided"))
    for number, note in enumerate(shown):
        with st.container(border=True, gap="xxsmall"):
            st.text(note.text)
            st.caption(decided.said(note, view))
            if item.kind == CLOSING and note.about and note.about != CLOSING:
                st.caption(notes.about(note.about, view))
            st.button(
                words("notes.remove"),
                key=f"remove_decision_{number}",
                icon=":material/delete:",
                type="tertiary",
                on_click=note_form.keep,
                args=(replace(note, action=REMOVE), view),
            )


def _form(item: Item, view: View) -> None:
    words, key = view.words, item.about
    reviews = [view.chosen.week.stop + dt.timedelta(weeks=week) for week in range(1, REVIEWS + 1)]
    with st.form(f"decide_{key}", clear_on_submit=True):
        st.text_area(
            words("meeting.what"), key=f"decision_{key}", max_chars=LONGEST_TEXT, height=90
        )
        st.selectbox(
            words("meeting.who"),
            ["", *ROLES],
            format_func=lambda role: words(f"role.{role}") if role else words("meeting.nobody"),
            key=f"assigned_{key}",
        )
        st.selectbox(
            words("meeting.until"),
            [None, *reviews],
            format_func=lambda due: decided.day(due, view),
            key=f"due_{key}",
        )
        st.form_submit_button(
            words("meeting.decide"), icon=":material/task_alt:", on_click=_keep, args=(key, view)
        )
    st.caption(words("meeting.no_names"))


def _keep(key: str, view: View) -> None:
    session = st.session_state
    note_form.take(
        session[f"decision_{key}"],
        PAGE,
        view,
        about=key,
        kind=DECISION,
        assigned_to=session[f"assigned_{key}"] or None,
        due=session[f"due_{key}"],
    )
