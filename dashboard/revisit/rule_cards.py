"""Draws the rules to revisit: a card for what presses, badges and switches by status."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.frame import links
from dashboard.frame.links import CASES_PAGE
from dashboard.frame.view import View
from dashboard.reading.journal import Answers
from dashboard.revisit import flag_answers, rulebook
from dashboard.revisit.rulebook import Entry
from dashboard.words import Words
from queries.revisit.settings import load_settings

LISTED_RULES = 4
# Each status: an icon by shape, a colour, always with its word.
STATUS = {
    "revisit": (":material/flag:", "orange"),
    "watch": (":material/visibility:", "blue"),
    "ok": (":material/check:", "gray"),
    "not_enough_data": (":material/hourglass_empty:", "gray"),
    "not_recorded": (":material/edit_off:", "gray"),
}


def rule_list(entries: Sequence[Entry], view: View) -> None:
    """The most pressing rules, briefly, beside the trend."""
    words = view.words
    heading = "categories" if view.build.is_implied else "rules"
    st.subheader(words(f"weekly.{heading}"), anchor=False)
    pressing = rulebook.pressing(entries)[:LISTED_RULES]
    if not pressing:
        st.caption(words("weekly.rules_none" if entries else "rules.none"))
    for entry in pressing:
        with st.container(border=True, gap="xxsmall"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                _status_badge(entry, words)
                st.markdown(f"**{entry.title}**", width="stretch")
            st.caption(entry.reason)
            _cases_link(entry, words)
    links.all_rules(view)


def rule_notes(view: View) -> None:
    """How the rules were judged, and what stands in for them."""
    words = view.words
    st.caption(words("rules.intro", weeks=load_settings().weeks))
    if view.chosen.is_filtered:
        st.caption(f":material/info: {words('rules.unfiltered')}")
    if view.build.is_implied:
        st.info(words("rules.implied"), icon=":material/info:")


def rule_link(entry: Entry, view: View) -> None:
    """The way to all that is known of a rule; a category or a cluster has no page."""
    if entry.rule_basis == "named":
        st.page_link(
            "app_pages/register.py",
            label=view.words("rules.open_rule"),
            icon=":material/menu_book:",
            query_params=view.chosen.params(rule=entry.rule_id),
        )


def _status_badge(entry: Entry, words: Words) -> None:
    icon, color = STATUS[entry.status]
    st.badge(words(f"status.{entry.status}"), icon=icon, color=color)


def _cases_link(entry: Entry, words: Words) -> None:
    if entry.count:
        links.onward(
            CASES_PAGE,
            f"{entry.kind}　{words('common.cases_link', count=f'{entry.count:,}')}",
            entry.link,
        )


def rule_card(entry: Entry, view: View, answers: Answers, is_linked: bool = True) -> None:
    """One pressing rule: what was seen, how sure that is, what could be tried, was it right.

    `is_linked` leads to the page of the rule.
    """
    words = view.words
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _status_badge(entry, words)
            st.markdown(f"**{entry.title}**", width="stretch")
            _cases_link(entry, words)
        left, right = st.columns([3, 2], gap="medium")
        left.markdown(entry.reason)
        if entry.remedy:
            left.markdown(f":material/build: **{words('rules.remedy')}**　{entry.remedy}")
        if entry.is_rate:
            _figures(entry, right, words)
        if is_linked:
            rule_link(entry, view)
        if entry.status == "revisit":
            flag_answers.ask(entry, answers, view)


def _figures(entry: Entry, place: DeltaGenerator, words: Words) -> None:
    with place.container(horizontal=True, gap="medium"):
        for label, value in (
            ("value", entry.value),
            ("peer", entry.peer),
            ("interval", entry.interval),
            ("n", entry.size),
        ):
            st.markdown(f":gray[:small[{words(f'rules.{label}')}]]  \n**{value}**", width="content")


def status_filter(counts: dict[str, int], words: Words) -> list[str]:
    """Which statuses to show; none chosen shows all."""
    return st.pills(
        words("rules.show"),
        list(counts),
        selection_mode="multi",
        format_func=lambda status: words(
            "rules.summary", status=words(f"status.{status}"), count=counts[status]
        ),
        key="status",
        label_visibility="collapsed",
    )
