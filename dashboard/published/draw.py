"""Draws the published reports: a form for another one, and each with what has moved since."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.frame.view import View
from dashboard.reading import journal
from dashboard.report import corrections, frozen
from dashboard.words import Words
from queries.errors import JournalError
from queries.journal.published import Published
from queries.journal.vocabulary import ROLES

_SAID = "reports_said"


def form(view: View) -> None:
    """Publish the report of the chosen week."""
    with st.container(border=True):
        _form(view)


def _form(view: View) -> None:
    words = view.words
    st.markdown(f"**{words('reports.publish_title')}**")
    st.caption(words("reports.publish_caption"))
    with st.form("publish", border=False):
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        left.selectbox(
            words("reports.role"),
            ["", *ROLES],
            format_func=lambda role: words(f"role.{role}") if role else words("reports.no_role"),
            key="publish_role",
        )
        right.form_submit_button(
            words("reports.publish"), icon=":material/publish:", on_click=_publish, args=(view,)
        )
    if _SAID in st.session_state:
        st.caption(st.session_state.pop(_SAID))


def _publish(view: View) -> None:
    try:
        frozen.publish(view, st.session_state["publish_role"] or None, dt.datetime.now(dt.UTC))
        st.session_state[_SAID] = view.words("reports.published")
    except JournalError as error:
        st.session_state[_SAID] = view.words("reports.failed", reason=str(error))


def what_moved(view: View) -> None:
    """What reads otherwise than in the reports of the last weeks; nothing where nothing does."""
    try:
        published = journal.published(view.build)
    except JournalError as error:
        st.caption(view.words("reports.failed", reason=str(error)))
        return
    found = [corrections.said(moved, view) for moved in corrections.corrections(view, published)]
    if found:
        title = f":material/edit_note: **{view.words('reports.corrections')}**"
        st.caption("　".join([title, *found]))


def reports(view: View) -> None:
    """Every edition of every week, the newest first."""
    words = view.words
    try:
        found = journal.published(view.build)
    except JournalError as error:
        st.warning(words("reports.failed", reason=str(error)), icon=":material/error:")
        return
    if not found:
        st.caption(words("reports.none"))
    for place, report in enumerate(found):
        _report(report, _edition(report, found[place:]), view)


def _edition(report: Published, from_here: Sequence[Published]) -> int:
    """Which edition of its week a report is; `from_here` are itself and the older ones."""
    return sum(other.week == report.week for other in from_here)


def _report(report: Published, edition: int, view: View) -> None:
    words = view.words
    week = f"{report.week:%Y/%m/%d}"
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{words('reports.edition', week=week, edition=edition)}**")
        st.caption(_about(report, view))
        moved = corrections.moved(view, report)
        for correction in moved:
            st.markdown(f"- {corrections.said(correction, view)}")
        if not moved:
            st.caption(words("reports.unmoved"))
        with st.container(horizontal=True):
            for kind, content in (("html", report.html), ("text", report.text)):
                suffix = "html" if kind == "html" else "txt"
                st.download_button(
                    words(f"reports.save_{kind}"),
                    content,
                    file_name=f"{report.week:%Y-%m-%d}-{edition}.{suffix}",
                    key=f"save_{kind}_{report.week}_{edition}",
                    icon=":material/download:",
                    on_click="ignore",
                )
        _frozen(report, edition, words)


def _frozen(report: Published, edition: int, words: Words) -> None:
    """The report as it was given out, to read here; not drawn before somebody opens it."""
    record = st.expander(
        words("reports.read"),
        icon=":material/article:",
        key=f"read_{report.week}_{edition}",
        on_change="rerun",
    )
    if record.open:
        record.code(report.text, language=None)


def _about(report: Published, view: View) -> str:
    """When it was published, from which build, and by which role where that was said."""
    words = view.words
    at = report.published_at.astimezone(ZoneInfo(view.build.time_zone))
    about = words(
        "reports.about",
        at=f"{at:%Y/%m/%d %H:%M}",
        build=report.build_id[:8],
        as_of=report.as_of,
    )
    if report.published_by is None:
        return about
    return words("reports.by", role=words(f"role.{report.published_by}"), about=about)
