"""The menu of saved views: a page with its filters under a name, to come back to in any week."""

import datetime as dt

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.frame import address
from dashboard.frame.chosen import DRILL
from dashboard.frame.view import View
from dashboard.reading import journal
from queries.errors import JournalError
from queries.journal.views import LONGEST_NAME, REMOVE, SavedView

PROBLEM = "saved_view_problem"
# A view is of any week and in either language; of a list it is the whole and not one page.
_LEFT_OUT = ("lang", "week", "page", f"{DRILL}start", f"{DRILL}stop")


def draw(place: DeltaGenerator, page: str, view: View) -> None:
    """Offer the views that there are, and keep the one on show under a name."""
    words = view.words
    with place.popover(words("views.menu"), icon=":material/bookmark:"):
        try:
            found = journal.views(view.build)
        except JournalError as error:
            st.warning(words("views.failed", reason=str(error)), icon=":material/error:")
            return
        if PROBLEM in st.session_state:
            st.warning(st.session_state.pop(PROBLEM), icon=":material/error:")
        if not found:
            st.caption(words("views.none"))
        for saved in found:
            _row(saved, view)
        with st.form("save_view", border=False, clear_on_submit=True):
            st.text_input(words("views.name"), key="view_name", max_chars=LONGEST_NAME)
            st.form_submit_button(
                words("views.save"),
                icon=":material/bookmark_add:",
                on_click=_save,
                args=(page, view),
            )
        st.caption(words("views.caption"))


def _row(saved: SavedView, view: View) -> None:
    words = view.words
    with st.container(horizontal=True, vertical_alignment="center"):
        params = {name: list(values) for name, values in saved.params.items()}
        week = view.chosen.week.start.isoformat()
        st.page_link(
            f"app_pages/{saved.page}.py",
            label=saved.name,
            query_params={"lang": view.lang, "week": week, **params},
        )
        st.button(
            words("views.remove"),
            key=f"remove_view_{saved.name}",
            icon=":material/delete:",
            type="tertiary",
            on_click=_keep,
            args=(SavedView(saved.name, saved.page, {}, _now(), REMOVE), view),
        )


def _save(page: str, view: View) -> None:
    params = {name: values for name, values in address.url().items() if name not in _LEFT_OUT}
    name = st.session_state["view_name"].strip()
    if not name:
        st.session_state[PROBLEM] = view.words("views.no_name")
        return
    _keep(SavedView(name, page, params, _now()), view)


def _keep(given: SavedView, view: View) -> None:
    try:
        journal.keep_view(given, view.build.path)
    except JournalError as error:
        st.session_state[PROBLEM] = view.words("views.failed", reason=str(error))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
