"""Draws the import of a rule workbook in three steps; only the last one writes."""

import datetime as dt
import hashlib
from typing import Any

import streamlit as st

from dashboard.frame import links
from dashboard.frame.view import View
from dashboard.rulebook_import import asking
from dashboard.rulebook_import.asking import BOOK, Given, Told

_DONE = "rulebook_import_done"
_OF = "rulebook_import_of"
_PROBLEM = "rulebook_import_problem"
column = st.column_config


def steps(view: View) -> None:
    """Take away, bring back, look at the difference, write."""
    words = view.words
    st.subheader(words("rulebook_import.take"), anchor=False)
    st.caption(words("rulebook_import.take_caption"))
    st.download_button(
        words("rulebook_import.download"),
        lambda: asking.in_force(view),
        file_name=BOOK,
        icon=":material/download:",
        on_click="ignore",
    )
    st.subheader(words("rulebook_import.bring"), anchor=False)
    file = st.file_uploader(words("rulebook_import.file"), type="xlsx", key="rulebook_file")
    if file is None:
        st.session_state.pop(_DONE, None)
        return
    _brought(file.getvalue(), view)


def _brought(workbook: bytes, view: View) -> None:
    """A workbook that is there: its questions, its difference, or what it has changed."""
    session, of = st.session_state, hashlib.sha256(workbook).hexdigest()
    if session.get(_OF) != of:
        session.pop(_DONE, None)
        session[_OF] = of
    if _DONE in session:
        _written(session[_DONE], view)
        return
    st.subheader(view.words("rulebook_import.look"), anchor=False)
    given = _answers(view)
    with st.spinner(view.words("rulebook_import.comparing")):
        told = asking.difference(workbook, given, view)
    if told.problem or _PROBLEM in session:
        st.error(
            session.pop(_PROBLEM, told.problem),
            title=view.words("rulebook_import.refused"),
            icon=":material/error:",
        )
        return
    if told.asks:
        st.warning(_asked(told, view), icon=":material/help:")
        return
    _difference(told, view)
    st.button(
        view.words("rulebook_import.write"),
        icon=":material/save:",
        disabled=not told.has_changes and not given.retires_missing,
        on_click=_write,
        args=(workbook, given, view),
    )


def _answers(view: View) -> Given:
    """What holds for all rows that leave it open."""
    words = view.words
    st.caption(words("rulebook_import.answers_caption"))
    left, middle, right = st.columns([2, 4, 3], vertical_alignment="bottom")
    day = left.date_input(
        words("rulebook_import.valid_from"), None, key="rulebook_day", format="YYYY/MM/DD"
    )
    reason = middle.text_input(words("rulebook_import.reason"), key="rulebook_reason")
    retires = right.checkbox(words("rulebook_import.retire"), key="rulebook_retire")
    return Given(day if isinstance(day, dt.date) else None, reason.strip(), retires)


def _asked(told: Told, view: View) -> str:
    """What is still open, in words that name the fields above."""
    asks = [view.words(f"rulebook_import.ask_{name}") for name in told.asks]
    return "\n".join(f"- {ask}" for ask in asks)


def _difference(told: Told, view: View) -> None:
    words = view.words
    st.markdown(f"**{words('rulebook_import.counts', **told.counts)}**")
    rows = [row for change in told.changes for row in _rows(change, view)]
    if rows:
        st.dataframe(
            rows,
            hide_index=True,
            height="content",
            column_config={
                name: column.Column(words(f"rulebook_import.column_{name}")) for name in rows[0]
            },
            alt=words("rulebook_import.alt"),
        )
    else:
        st.caption(words("rulebook_import.nothing"))
    if told.gone:
        rules = words("common.list_separator").join(told.gone)
        st.caption(words("rulebook_import.gone", rules=rules))
    for note in told.notes:
        st.caption(f":material/info: {note}")
    if told.findings:
        with st.expander(words("rulebook_import.findings"), icon=":material/rule:"):
            st.markdown("\n".join(f"- {line.strip()}" for line in told.findings[1:]))


def _rows(change: dict[str, Any], view: View) -> list[dict[str, str]]:
    """A row per field that differs; a new rule has one row."""
    told = {
        "rule": f"{change['rule_id']} {change['title']}",
        "kind": view.words(f"rulebook_import.{change['kind']}"),
    }
    since = {"valid_from": change["valid_from"].replace("-", "/"), "reason": change["reason"]}
    fields = change["fields"] or [{"field": "", "before": "", "after": ""}]
    return [{**told, **differing, **since} for differing in fields]


def _write(workbook: bytes, given: Given, view: View) -> None:
    told = asking.write(workbook, given, view)
    if told.problem:
        st.session_state[_PROBLEM] = told.problem
    else:
        st.session_state[_DONE] = told


def _written(told: Told, view: View) -> None:
    words = view.words
    st.success(words("rulebook_import.written", **told.counts), icon=":material/check_circle:")
    links.onward(
        "app_pages/register.py", words("rulebook_import.to_register"), view.chosen.params()
    )
