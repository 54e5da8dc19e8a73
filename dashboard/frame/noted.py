"""Notes about one chart: written beside its title, read under it."""

import streamlit as st

from dashboard.frame import note_form, notes
from dashboard.frame.view import View
from dashboard.reading import journal
from queries.errors import JournalError

# The charts that take notes stand on this page.
PAGE = "weekly"
SHOWN = 3


def title(text: str, about: str, view: View) -> None:
    """The title of a chart with a way to write a note about it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(text, anchor=False, width="content")
        popover(about, view)


def popover(about: str, view: View) -> None:
    """The form for a note about a chart or an item."""
    words = view.words
    with st.popover(
        words("notes.add"), icon=":material/add_comment:", type="tertiary", key=f"note_{about}"
    ):
        st.caption(words("notes.caption_about", about=notes.about(about, view)))
        note_form.write(PAGE, about, view)


def under(about: str, view: View) -> None:
    """The newest notes about a chart, on any of the weeks that it shows."""
    words = view.words
    note_form.problem()
    try:
        found = journal.notes_on_chart(view.build, about, view.chosen)
    except JournalError as error:
        st.warning(words("notes.failed", reason=str(error)), icon=":material/error:")
        return
    remarks = [note for note in found if not note.is_decision]
    for note in remarks[-SHOWN:]:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            week = words("notes.of_week", month=note.week.month, day=note.week.day)
            st.caption(f":material/comment: {week}", width="content")
            st.text(note.text, width="content")
    if len(remarks) > SHOWN:
        st.caption(words("notes.older", count=len(remarks) - SHOWN))
