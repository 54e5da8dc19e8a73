"""Draws the form that judges one contact of the sample, beside what is on record of it."""

import streamlit as st

from dashboard.audit import book
from dashboard.audit.book import Book
from dashboard.audit.sample import PROBLEM
from dashboard.frame.view import View
from dashboard.parts import caselist, grids
from queries.audit.words import say
from queries.journal.audits import Draw

_DONE = "audit_done"
_CASE = "audit_case"
_NEEDED, _LEVEL, _NOTE = "audit_needed", "audit_level", "audit_note"
_FILLED = "audit_filled"
NEEDED = ("yes", "no", "unclear")


def problem() -> None:
    """What went wrong with the last click, told once."""
    if PROBLEM in st.session_state:
        st.error(st.session_state.pop(PROBLEM), icon=":material/error:")


def form(drawn: Draw, kept: Book, view: View) -> None:
    """Choose a contact, read how it went, say whether it needed an escalation."""
    words = view.words
    st.subheader(words("audit.judging"), anchor=False)
    if _DONE in st.session_state:
        st.success(st.session_state.pop(_DONE), icon=":material/check_circle:")
    contact_id = _case(drawn, kept, view)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _judgement(drawn, contact_id, kept, view)
    with right:
        grids.timeline(caselist.timeline(view, contact_id), view)


def _case(drawn: Draw, kept: Book, view: View) -> str:
    """The contact that is judged; the first that nobody has judged, to begin with."""
    ids = [case.contact_id for case in drawn.cases]
    if st.session_state.get(_CASE) not in ids:
        open_ones = [name for name in ids if kept.judged(drawn, name) is None]
        st.session_state[_CASE] = next(iter(open_ones), ids[0])
    return st.selectbox(
        view.words("audit.case"),
        ids,
        format_func=lambda name: f"{ids.index(name) + 1}. {name}",
        key=_CASE,
        width=420,
    )


def _judgement(drawn: Draw, contact_id: str, kept: Book, view: View) -> None:
    words, levels = view.words, book.levels(view)
    _fill(drawn, contact_id, kept)
    with st.form("audit_form", enter_to_submit=False):
        st.radio(
            say(view.lang, "column.needed"),
            NEEDED,
            format_func=lambda code: say(view.lang, f"needed.{code}"),
            index=None,
            horizontal=True,
            key=_NEEDED,
        )
        st.selectbox(
            say(view.lang, "column.level"),
            [0, *levels],
            format_func=lambda level: levels.get(level, words("recording.blank")),
            key=_LEVEL,
            help=words("audit.level_help"),
        )
        st.text_input(
            say(view.lang, "column.note"), key=_NOTE, max_chars=500, help=words("audit.no_names")
        )
        st.form_submit_button(
            words("audit.keep"),
            icon=":material/how_to_reg:",
            on_click=_keep,
            args=(drawn, contact_id, kept, view),
        )


def _fill(drawn: Draw, contact_id: str, kept: Book) -> None:
    """Let the form say what is on record of a contact, once it is chosen."""
    session, of = st.session_state, (drawn.draw_id, contact_id)
    if session.get(_FILLED) == of and _NEEDED in session:
        return
    given = kept.judged(drawn, contact_id)
    session[_NEEDED] = given.needed if given else None
    session[_LEVEL] = (given.needed_level or 0) if given else 0
    session[_NOTE] = (given.note or "") if given else ""
    session[_FILLED] = of


def _keep(drawn: Draw, contact_id: str, kept: Book, view: View) -> None:
    session, words = st.session_state, view.words
    needed, level = session[_NEEDED], session[_LEVEL] or None
    if needed is None:
        session[PROBLEM] = words("audit.choose_needed", column=say(view.lang, "column.needed"))
        return
    if level is not None and needed != "yes":
        session[PROBLEM] = words("audit.level_without_yes")
        return
    note = session[_NOTE].strip()
    if found := book.judge(drawn, contact_id, needed, level, note, view):
        session[PROBLEM] = found
        return
    session[_DONE] = words(
        "audit.kept", contact=contact_id, needed=say(view.lang, f"needed.{needed}")
    )
    session.pop(_FILLED, None)
    session[_CASE] = _next(drawn, contact_id, kept)


def _next(drawn: Draw, contact_id: str, kept: Book) -> str:
    """The next contact that nobody has judged, round the sample; else the same one."""
    ids = [case.contact_id for case in drawn.cases]
    place = ids.index(contact_id)
    after = [*ids[place + 1 :], *ids[:place]]
    return next((name for name in after if kept.judged(drawn, name) is None), contact_id)
