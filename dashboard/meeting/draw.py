"""Draws the meeting: one item at a time, the way to the next, and what is decided on it."""

from collections.abc import Sequence

import streamlit as st

from dashboard.frame import note_form
from dashboard.frame.view import View
from dashboard.meeting import decisions, items, mode
from dashboard.meeting.agenda import Item, agenda
from dashboard.weekly.told import told

BACK, ON = "Alt+Left", "Alt+Right"


def meeting(view: View) -> None:
    """The item of the meeting that the address names."""
    week = told(view)
    found = agenda(week, view.words)
    codes = [item.about for item in found]
    place = codes.index(mode.item(codes))
    item = found[place]
    _steps(found, place, view)
    note_form.problem()
    left, right = st.columns([5, 2], gap="large")
    with left:
        items.draw(item, found, week, view)
    with right:
        decisions.panel(item, view)


def _steps(found: Sequence[Item], place: int, view: View) -> None:
    """The item's title between the way back and the way on, always in the same spot."""
    words = view.words
    row = st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    )
    row.title(found[place].title, anchor=False, width="content")
    steps = row.container(
        horizontal=True, width="content", gap="small", vertical_alignment="center"
    )
    steps.button(
        words("meeting.back"),
        icon=":material/arrow_back:",
        shortcut=BACK,
        disabled=place == 0,
        on_click=mode.go,
        args=(found[max(place - 1, 0)].about,),
    )
    _contents(steps.popover(f"{place + 1} / {len(found)}", icon=":material/toc:"), found, place)
    steps.button(
        words("meeting.on"),
        icon=":material/arrow_forward:",
        icon_position="right",
        shortcut=ON,
        disabled=place == len(found) - 1,
        on_click=mode.go,
        args=(found[min(place + 1, len(found) - 1)].about,),
    )


def _contents(menu: st.delta_generator.DeltaGenerator, found: Sequence[Item], place: int) -> None:
    """All items, to turn to any of them."""
    for number, item in enumerate(found):
        menu.button(
            f"{number + 1}. {item.title}",
            key=f"item_{item.about}",
            type="tertiary",
            disabled=number == place,
            on_click=mode.go,
            args=(item.about,),
        )
