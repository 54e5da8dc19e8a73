"""Draws what an item of the meeting is about, large enough for a room."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import naming
from dashboard.figures import plots
from dashboard.frame import noted
from dashboard.frame.view import View
from dashboard.meeting import minutes
from dashboard.meeting.agenda import Item
from dashboard.parts import cards
from dashboard.published.draw import form as publish_form
from dashboard.reading import data, journal, weeks
from dashboard.report import corrections
from dashboard.report.text import as_markdown, as_text
from dashboard.revisit import rule_cards
from dashboard.weekly.review import SNAPSHOTS, TILES
from dashboard.weekly.told import Told
from queries.errors import JournalError

SENTENCES = {"changed": "orange", "usual": "gray", "decide": "blue"}


def draw(item: Item, found: Sequence[Item], week: Told, view: View) -> None:
    """What the item shows, by its kind."""
    if item.kind == "tile":
        _tile(item, view)
        return
    if item.kind == "summary":
        _summary(week, view)
    elif item.kind == "rule":
        _rule(item, view)
    elif item.kind == "corrections":
        _corrections(view)
    else:
        _close(found, week, view)
    noted.popover(item.about, view)
    noted.under(item.about, view)


def _summary(week: Told, view: View) -> None:
    """The three sentences, a size larger than on the page."""
    # The filters stand above the meeting already.
    cards.control_line(week.control[1:])
    for (name, color), sentence in zip(SENTENCES.items(), week.sentences, strict=True):
        with st.container(border=True, gap="xsmall"):
            st.badge(view.words(f"weekly.{name}"), color=color)
            st.header(sentence, anchor=False)


def _tile(item: Item, view: View) -> None:
    """The figure beside its weeks."""
    assert item.tile is not None
    trend = weeks.week(view.build, TILES, SNAPSHOTS, view.chosen).trends[item.about]
    st.caption(naming.question(trend.result.metric, view.words))
    # Its weeks are drawn large below.
    cards.tile_row([replace(item.tile, course=None)], view)
    plots.trend(trend, view)


def _rule(item: Item, view: View) -> None:
    """What was seen of the rule, with its cases, and whether it was right to flag it."""
    answers = journal.answers(view.build, data.rules(view.build, view.chosen))
    rule_cards.rule_notes(view)
    for entry in item.entries:
        rule_cards.rule_card(entry, view, answers)


def _corrections(view: View) -> None:
    """Then and now of the reports published before."""
    words = view.words
    try:
        published = journal.published(view.build)
    except JournalError as error:
        st.warning(words("reports.failed", reason=str(error)), icon=":material/error:")
        return
    moved = corrections.corrections(view, published)
    for correction in moved:
        st.header(corrections.said(correction, view), anchor=False)
    if not moved:
        st.markdown(words("meeting.unmoved" if published else "reports.none"))


def _close(found: Sequence[Item], week: Told, view: View) -> None:
    """The minutes to take away, and the report to publish."""
    words = view.words
    report = minutes.minutes(found, week, view)
    name = f"{words('meeting.minutes')} {view.chosen.week.start:%Y-%m-%d}"
    st.subheader(words("meeting.minutes"), anchor=False)
    with st.container(horizontal=True):
        for key, suffix, text in (
            ("text", "txt", as_text(report)),
            ("markdown", "md", as_markdown(report)),
        ):
            st.download_button(
                words(f"meeting.save_{key}"),
                text,
                file_name=f"{name}.{suffix}",
                key=f"minutes_{key}",
                icon=":material/download:",
                on_click="ignore",
            )
    st.code(as_text(report), language=None, wrap_lines=True, height=340)
    publish_form(view)
