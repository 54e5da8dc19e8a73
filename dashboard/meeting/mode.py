"""Whether a meeting is held, beginning and ending it, and the line that stands above it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.frame import address
from dashboard.frame.filters import sentence
from dashboard.frame.layout import settled
from dashboard.frame.view import View
from dashboard.published import draw as published

PAGE = "weekly"
_MODE, _ITEM = "mode", "item"
_READ, _MEET = "read", "meet"


def is_on(page: str) -> bool:
    """Whether the page is shown as a meeting."""
    return page == PAGE and address.in_url(_MODE, (_READ, _MEET), _READ) == _MEET


def menu(place: DeltaGenerator, page: str, view: View) -> None:
    """The way into the meeting, and publishing its report, among the menus of the weekly review."""
    if page != PAGE:
        return
    words = view.words
    with place.popover(words("meeting.name"), icon=":material/groups:"):
        st.button(words("meeting.begin"), icon=":material/play_arrow:", on_click=_begin)
        st.caption(words("meeting.about"))
        published.form(view)


def head(place: DeltaGenerator, view: View) -> DeltaGenerator:
    """Which week and which cases the meeting is about; gives the place for its menus."""
    words, week = view.words, view.chosen.week
    row = place.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    )
    left = row.container(horizontal=True, vertical_alignment="center", width="content", gap="small")
    left.badge(words("meeting.name"), icon=":material/groups:", color="blue")
    span = words("common.week_span", start=f"{week.start:%Y/%m/%d}", stop=f"{week.last:%m/%d}")
    left.caption(f"{span}　{sentence(view.chosen, words)}", width="content")
    mark, color = settled(week)
    left.badge(words(f"common.{mark}"), color=color)
    left.caption(words("common.as_of", as_of=view.build.as_of), width="content")
    menus = row.container(horizontal=True, width="content", gap="xsmall")
    menus.button(words("meeting.finish"), icon=":material/logout:", on_click=_finish)
    return menus


def item(codes: list[str]) -> str:
    """The code of the item on show: the first unless the URL says another."""
    return address.in_url(_ITEM, codes, codes[0])


def go(code: str) -> None:
    """Turn to an item."""
    st.query_params[_ITEM] = code


def _begin() -> None:
    st.query_params[_MODE] = _MEET


def _finish() -> None:
    for name in (_MODE, _ITEM):
        st.query_params.pop(name, None)
