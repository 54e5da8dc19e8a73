"""Draws the sample of one week: the lot, the contacts drawn and what was said of each."""

import datetime as dt

import polars as pl
import streamlit as st

from dashboard import amounts
from dashboard.audit import book
from dashboard.audit.book import Book
from dashboard.export import tables
from dashboard.frame import address
from dashboard.frame.view import View
from queries.audit.settings import load_settings
from queries.audit.words import say
from queries.journal.audits import Draw

WEEK = "audited"
PROBLEM = "audit_problem"
_COLUMNS = ("contact", "day", "category", "channel", "needed", "level", "note")


def picked(kept: Book, view: View) -> dt.date | None:
    """The week that is looked at, kept in the URL; None while no week is over."""
    weeks = [week.isoformat() for week in book.weeks(kept, view)]
    if not weeks:
        return None
    shown = view.chosen.week.start.isoformat()
    address.follow_url(WEEK, weeks, shown if shown in weeks else weeks[0])
    found = st.selectbox(
        view.words("audit.week"),
        weeks,
        format_func=lambda week: _named(dt.date.fromisoformat(week), view),
        key=WEEK,
        width=420,
    )
    address.keep_in_url(WEEK, found)
    return dt.date.fromisoformat(found)


def _named(week: dt.date, view: View) -> str:
    # Nothing that changes while the page is open: the list would go on showing what it said first.
    last = week + dt.timedelta(days=6)
    return view.words("common.week_span", start=f"{week:%Y/%m/%d}", stop=f"{last:%m/%d}")


def lot(week: dt.date, view: View) -> None:
    """A week that was not drawn: what drawing does, and the button for it."""
    words, settings = view.words, load_settings()
    st.info(words("audit.not_drawn", size=settings.size), icon=":material/casino:")
    st.button(
        words("audit.draw", size=settings.size),
        icon=":material/casino:",
        on_click=_draw,
        args=(week, view),
    )


def _draw(week: dt.date, view: View) -> None:
    if problem := book.draw_week(week, view):
        st.session_state[PROBLEM] = problem


def rows(drawn: Draw, kept: Book, view: View) -> None:
    """Every contact drawn, in the order of the lot, with what was said of it."""
    words = view.words
    st.caption(
        words(
            "audit.drawn",
            population=amounts.many(drawn.population),
            count=len(drawn.cases),
            seed=drawn.seed,
            open=amounts.many(drawn.still_open),
            at=f"{drawn.drawn_at:%Y/%m/%d}",
        )
    )
    headers = {name: say(view.lang, f"column.{name}") for name in _COLUMNS}
    shown = pl.DataFrame(told(drawn, kept, view), schema=dict.fromkeys(_COLUMNS, pl.String))
    shown = shown.rename(headers)
    tables.offer(words("audit.sample"), lambda: shown)
    st.dataframe(
        shown,
        hide_index=True,
        height="content" if shown.height < 12 else 400,
        alt=words("audit.alt"),
    )


def told(drawn: Draw, kept: Book, view: View) -> list[dict[str, str]]:
    """A row per case in words; a case that nobody has judged yet stays blank there."""
    known, levels = book.contacts(drawn, view), book.levels(view)
    found = []
    for case in drawn.cases:
        about = known.get(case.contact_id, {})
        given = kept.judged(drawn, case.contact_id)
        channel = about.get("channel")
        found.append(
            {
                "contact": case.contact_id,
                "day": f"{about['day']:%Y/%m/%d}" if about.get("day") else "–",
                "category": about.get("category") or "–",
                "channel": view.words.named("channel", channel) if channel else "–",
                "needed": say(view.lang, f"needed.{given.needed}") if given else "",
                "level": levels.get(given.needed_level or 0, "") if given else "",
                "note": (given.note or "") if given else "",
            }
        )
    return found
