"""The filter bar, and what is chosen in it in words."""

import streamlit as st

from dashboard.frame.chosen import SHARED, Choices, Chosen
from dashboard.words import Words


def draw(choices: Choices, words: Words) -> Chosen:
    """Draw the filter bar; return what is chosen in it. A filter with one choice is left out."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filter_bar"):
        st.selectbox(
            words("filters.week"),
            [week.start.isoformat() for week in choices.weeks],
            format_func=lambda start: _week_label(choices, start, words),
            key="week",
            width=258,
        )
        for name in SHARED:
            if len(getattr(choices, name)) > 1:
                st.multiselect(
                    words(f"filters.{name}"),
                    getattr(choices, name),
                    format_func=lambda code, name=name: words.named(name, code),
                    key=name,
                    placeholder=words("common.all"),
                    width=166,
                )
    return current(choices)


def _week_label(choices: Choices, start: str, words: Words) -> str:
    week = choices.week(start)
    assert week is not None
    key = "filters.week_label_running" if week.is_running else "filters.week_label"
    return words(
        key,
        year=week.start.year,
        month=week.start.month,
        day=week.start.day,
        stop_month=week.last.month,
        stop_day=week.last.day,
        number=week.start.isocalendar().week,
    )


def current(choices: Choices) -> Chosen:
    """What is chosen now, from the session."""
    session = st.session_state
    week = choices.week(session["week"])
    assert week is not None
    shared = {name: tuple(session[name]) for name in SHARED}
    return Chosen(lang=session["lang"], week=week, **shared)


def sentence(chosen: Chosen, words: Words) -> str:
    """What is shown, in words."""
    parts = [words.named(name, code) for name in SHARED for code in getattr(chosen, name)] or [
        words("filters.everything")
    ]
    return words("filters.sentence", parts=words("common.list_separator").join(parts))
