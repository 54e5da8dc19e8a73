"""Draws the form: every field by keyboard, what is typed kept until it is recorded."""

from collections.abc import Callable

import streamlit as st

from dashboard.frame.view import View
from dashboard.recording import book, typed
from dashboard.recording.typed import NONE, TypedError
from queries.journal.recorded import Request
from queries.recording.form import CODED, COLUMNS, Vocabulary
from queries.recording.words import say, word_of

PROBLEM = "recording_problem"
KEPT = "recording_kept"
CORRECTED = "recording_corrected"
WEEK = "recorded"
_FIELD = "entry_"


def form(view: View) -> None:
    """The form, with what became of the request before this one above it."""
    _begin(view)
    # In a place of its own: what moves the form would take the cursor out of its first field.
    with st.container():
        _told(view)
    offered = book.vocabulary(view)
    with st.form("request_form", enter_to_submit=False):
        _first_row(view, offered)
        _radios(view, ("mode", "means"), [2, 5])
        _radios(view, ("ending", "judgement"), [11, 10])
        _second_row(view, offered)
        _buttons(view)


def _begin(view: View) -> None:
    """Fill the fields in where the page is new to this reader."""
    if _FIELD + "contact_id" not in st.session_state:
        _fill(typed.blank(book.now(view)))


def _fill(fields: dict[str, object]) -> None:
    for name, value in fields.items():
        st.session_state[_FIELD + name] = value


def _told(view: View) -> None:
    session, words = st.session_state, view.words
    if PROBLEM in session:
        st.error(session.pop(PROBLEM), icon=":material/error:")
    if KEPT in session:
        st.success(session.pop(KEPT), icon=":material/check_circle:")
    if CORRECTED in session:
        contact = session[CORRECTED].contact_id
        st.info(words("recording.correcting", contact=contact), icon=":material/edit:")


def _first_row(view: View, offered: Vocabulary) -> None:
    contact, day, asked, answered, target = st.columns([3, 2, 2, 2, 3])
    contact.text_input(_label("contact_id", view), key=_FIELD + "contact_id")
    # A field of the calendar would take four stops of the Tab key.
    for place, name, example in (
        (day, "asked_on", "11/27"),
        (asked, "asked_clock", "14:05"),
        (answered, "answered_clock", "14:05"),
    ):
        place.text_input(_label(name, view), placeholder=example, key=_FIELD + name)
    _choice(target, "target", list(offered.roles), str, view)


def _second_row(view: View, offered: Vocabulary) -> None:
    reason, rule, not_reached, asked_again = st.columns(4)
    _choice(
        reason,
        "reason",
        list(CODED["reason"]),
        lambda code: word_of("reason", code, view.lang),
        view,
    )
    titles = dict(offered.rules)
    _choice(
        rule,
        "rule_id",
        [NONE, *titles],
        lambda code: _none_or(view, code, f"{code} {titles.get(code, '')}".strip()),
        view,
    )
    not_reached.multiselect(
        _label("not_reached", view),
        [NONE, *offered.roles],
        format_func=lambda code: _none_or(view, code, code),
        accept_new_options=True,
        placeholder=view.words("recording.blank"),
        key=_FIELD + "not_reached",
    )
    asked_again.multiselect(
        _label("asked_again", view),
        [NONE, *offered.slots],
        format_func=lambda code: _none_or(view, code, word_of("slot", code, view.lang)),
        accept_new_options=True,
        placeholder=view.words("recording.blank"),
        key=_FIELD + "asked_again",
    )


def _radios(view: View, names: tuple[str, str], widths: list[int]) -> None:
    """Few words side by side: one stop of the Tab key each, then the arrows."""
    for place, name in zip(st.columns(widths), names, strict=True):
        place.radio(
            _label(name, view),
            ["", *CODED[name]],
            format_func=lambda code, name=name: (
                word_of(name, code, view.lang) if code else view.words("recording.blank")
            ),
            horizontal=True,
            key=_FIELD + name,
        )


def _choice(
    place: st.delta_generator.DeltaGenerator,
    name: str,
    codes: list[str],
    worded: Callable[[str], str],
    view: View,
) -> None:
    """A list to choose from by its first letters; what it lacks is typed."""
    own = st.session_state[_FIELD + name]
    place.selectbox(
        _label(name, view),
        ["", *codes, *([own] if own and own not in codes else [])],
        format_func=lambda code: worded(code) if code else view.words("recording.blank"),
        accept_new_options=name not in CODED,
        key=_FIELD + name,
    )


def _none_or(view: View, code: str, word: str) -> str:
    return say(view.lang, "none") if code == NONE else word


def _label(name: str, view: View) -> str:
    return say(view.lang, f"column.{name}")


def how_to(view: View) -> None:
    """What each field means: apart from the form, where a sign at each would be one more stop."""
    with st.expander(view.words("recording.how_to"), icon=":material/help:"):
        st.caption(view.words("recording.how_to_caption"))
        lines = [f"- **{_label(name, view)}** {say(view.lang, f'help.{name}')}" for name in COLUMNS]
        st.markdown("\n".join(lines))


def _buttons(view: View) -> None:
    words = view.words
    with st.container(horizontal=True):
        st.form_submit_button(
            words("recording.keep"),
            icon=":material/add:",
            on_click=_keep,
            args=(view,),
        )
        st.form_submit_button(
            words("recording.now"), icon=":material/schedule:", on_click=_now, args=(view,)
        )
        if CORRECTED in st.session_state:
            st.form_submit_button(
                words("recording.leave"), icon=":material/close:", on_click=_leave, args=(view,)
            )


def _keep(view: View) -> None:
    session, words = st.session_state, view.words
    corrected: Request | None = session.get(CORRECTED)
    fields = {name: session[_FIELD + name] for name in COLUMNS}
    try:
        given = typed.request(fields, book.now(view), corrected.request_id if corrected else None)
    except TypedError as error:
        session[PROBLEM] = words(f"recording.{error}")
        return
    if problem := book.keep(given, view):
        session[PROBLEM] = problem
        return
    session[KEPT] = words("recording.kept", contact=given.contact_id)
    session[WEEK] = given.week.isoformat()
    _leave(view)


def _now(view: View) -> None:
    begun = typed.blank(book.now(view))
    _fill({name: begun[name] for name in ("asked_on", "asked_clock")})


def _leave(view: View) -> None:
    """Begin an empty form."""
    st.session_state.pop(CORRECTED, None)
    _fill(typed.blank(book.now(view)))


def correct(given: Request) -> None:
    """Put a request back into the form."""
    st.session_state[CORRECTED] = given
    _fill(typed.fields_of(given))
