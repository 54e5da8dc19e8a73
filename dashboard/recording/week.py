"""Draws one week of the record: how many a day, every row, and whether the week is a sample."""

import datetime as dt

import streamlit as st

from dashboard.export import tables
from dashboard.frame import address
from dashboard.frame.view import View
from dashboard.parts import grids
from dashboard.recording import book, entry
from dashboard.recording.book import Book
from dashboard.recording.entry import PROBLEM, WEEK
from queries.journal.recorded import Request
from queries.journal.vocabulary import EXTENTS
from queries.recording.form import table_of, text_of

_EXTENT = "recorded_extent"
_PICKED = "recorded_row"


def picked(kept: Book, view: View) -> dt.date:
    """The week that is looked at, kept in the URL."""
    this_week = book.this_week(view)
    weeks = [week.isoformat() for week in kept.weeks(this_week)]
    address.follow_url(WEEK, weeks, this_week.isoformat())
    left, right = st.columns([3, 4], vertical_alignment="bottom")
    found = left.selectbox(
        view.words("recording.week"),
        weeks,
        format_func=lambda week: _week_name(dt.date.fromisoformat(week), view),
        key=WEEK,
    )
    address.keep_in_url(WEEK, found)
    week = dt.date.fromisoformat(found)
    with right:
        _extent(week, kept, view)
    return week


def _week_name(week: dt.date, view: View) -> str:
    last = week + dt.timedelta(days=6)
    span = view.words("common.week_span", start=f"{week:%Y/%m/%d}", stop=f"{last:%m/%d}")
    is_present = week == book.this_week(view)
    return view.words("recording.this_week", span=span) if is_present else span


def _extent(week: dt.date, kept: Book, view: View) -> None:
    """Whether all requests of the week stand here, or only some."""
    key = f"{_EXTENT}_{week}"
    st.session_state[key] = kept.extents.get(week, "unknown")
    st.segmented_control(
        view.words("recording.extent"),
        EXTENTS,
        format_func=lambda extent: view.words(f"recording.extent_{extent}"),
        key=key,
        required=True,
        on_change=_mark,
        args=(week, key, view),
        help=view.words("recording.extent_help"),
    )


def _mark(week: dt.date, key: str, view: View) -> None:
    if problem := book.mark(week, st.session_state[key], view):
        st.session_state[PROBLEM] = problem


def rows(week: dt.date, kept: Book, view: View) -> None:
    """How many were recorded on each day, and every one of them."""
    words, found = view.words, kept.of_week(week)
    _days(week, found, kept.extents.get(week, "unknown"), view)
    if not found:
        st.info(words("recording.nothing"), icon=":material/edit_note:")
        return
    shown = table_of(found, view.lang)
    tables.offer(words("recording.title"), lambda: shown)
    st.dataframe(
        shown,
        hide_index=True,
        height="content" if shown.height < 12 else 400,
        alt=words("recording.alt"),
    )
    _change(found, view)


def _days(week: dt.date, found: list[Request], extent: str, view: View) -> None:
    """A day without a record is no zero unless all of the week was recorded."""
    words, today = view.words, book.now(view).date()
    days = [week + dt.timedelta(days=place) for place in range(7)]
    counts = [sum(given.asked_on == day for given in found) for day in days]
    nothing = ["0" if extent == "complete" and day <= today else "–" for day in days]
    grids.facts(
        [
            (f"{words(f'weekday.{day.isoweekday()}')} {day:%m/%d}", str(count) if count else none)
            for day, count, none in zip(days, counts, nothing, strict=True)
        ]
        + [(words("recording.whole_week"), _count(len(found), extent, view))]
    )


def _count(count: int, extent: str, view: View) -> str:
    is_known = count or extent == "complete"
    return view.words("common.count_unit", count=count) if is_known else "–"


def _change(found: list[Request], view: View) -> None:
    """Choose a row by its time and number; correct it, or take it back."""
    words = view.words
    by_id = {given.request_id: given for given in reversed(found)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        request_id = st.selectbox(
            words("recording.row"),
            by_id,
            format_func=lambda request_id: _named(by_id[request_id], view),
            key=_PICKED,
            width=420,
        )
        given = by_id[request_id]
        st.button(
            words("recording.correct"),
            icon=":material/edit:",
            on_click=entry.correct,
            args=(given,),
        )
        st.button(
            words("recording.remove"),
            icon=":material/delete:",
            on_click=_remove,
            args=(given, view),
        )


def _named(given: Request, view: View) -> str:
    names = ("asked_on", "asked_clock", "contact_id", "target")
    return " ".join(filter(None, (text_of(name, given, view.lang) for name in names)))


def _remove(given: Request, view: View) -> None:
    problem = book.remove(given, view)
    if problem:
        st.session_state[PROBLEM] = problem
    else:
        st.session_state[entry.KEPT] = view.words("recording.removed", contact=given.contact_id)
