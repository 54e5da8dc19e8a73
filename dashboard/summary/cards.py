"""Draws the executive summary: words first, so that it reads without its pictures."""

from collections.abc import Sequence

import streamlit as st

from dashboard.frame import links
from dashboard.frame.view import View
from dashboard.parts import cards
from dashboard.reading.changes import Change, circled
from dashboard.revisit.rulebook import Entry
from dashboard.summary.told import Summary


def draw(told: Summary, view: View) -> None:
    """The page from top to bottom."""
    words = view.words
    st.caption(told.period)
    with st.container(border=True, key="summary_conclusion"):
        st.markdown(f"**{told.conclusion}**")
    cards.tile_row(told.indicators, view, columns=3)
    left, right = st.columns([3, 4], gap="medium")
    with left:
        st.subheader(words("summary.decide"), anchor=False)
        _decisions(told.decisions, view)
        st.subheader(words("summary.changes"), anchor=False)
        _changes(told.changes, view)
    with right:
        st.subheader(words("summary.customers"), anchor=False)
        cards.tile_row(told.customers, view, columns=2)
        cards.not_recorded(told.missing, words)


def _decisions(entries: Sequence[Entry], view: View) -> None:
    words = view.words
    if not entries:
        st.markdown(words("summary.nothing_to_decide"))
    for number, entry in enumerate(entries, start=1):
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"**{number}. {words('summary.decision', title=entry.title)}**")
            st.caption(f"{entry.kind}: {entry.reason}")
            if entry.remedy:
                st.caption(f":material/build: {entry.remedy}")
    links.all_rules(view)


def _changes(marks: Sequence[Change], view: View) -> None:
    if not marks:
        st.markdown(view.words("summary.no_changes"))
    for mark in marks:
        st.markdown(f"{circled(mark.number)} {mark.title}")
