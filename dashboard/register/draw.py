"""Draws the list of rules, and one rule."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard import naming
from dashboard.export import tables
from dashboard.figures import plots
from dashboard.figures.funnel_chart import funnel as funnel_chart
from dashboard.frame import address, links
from dashboard.frame.links import CASES_PAGE
from dashboard.frame.view import View
from dashboard.parts import cards, grids
from dashboard.reading import data, journal
from dashboard.register import book, evidence, history, route
from dashboard.register.evidence import Funnel
from dashboard.revisit import flag_answers, rule_cards, rulebook
from dashboard.revisit.rulebook import Entry
from queries.asked import Asked

ALL = "all"
column = st.column_config


def picker(view: View) -> str:
    """The rule that is looked at, kept in the URL; ALL for the list."""
    names = book.rule_names(view)
    options = [ALL, *names]
    address.follow_url("rule", options, ALL)
    picked = st.selectbox(
        view.words("register.pick"),
        options,
        format_func=lambda rule_id: names.get(rule_id, view.words("register.all")),
        key="rule",
        width=400,
    )
    address.keep_in_url("rule", picked)
    return picked


def no_rules(view: View) -> None:
    """The page of a log without a rule book, and how to bring one in."""
    words = view.words
    with st.container(border=True):
        st.markdown(f"**{words('register.none_title')}**")
        st.caption(words("register.none_body"))
        st.code("minaoshi rules import rules.xlsx", language="shell")


def rules(entries: Sequence[Entry], view: View) -> None:
    """All rules in a list; a row leads to its rule."""
    words = view.words
    rows = book.listed(list(entries), view)
    st.caption(words("register.list_caption", count=rows.height, weeks=book.WEEKS))
    headers = {name: words(f"register.{name}") for name in rows.columns}
    tables.offer(words("register.title"), lambda: rows.rename(headers))
    labels = {name: column.Column(header) for name, header in headers.items()}
    state = st.dataframe(
        rows,
        hide_index=True,
        height=560,
        column_config={**labels, "rule": column.Column(words("register.rule"), pinned=True)},
        on_select="rerun",
        selection_mode="single-row",
        key="register_rows",
        alt=words("register.alt"),
        lazy=False,
    )
    picked = state["selection"]["rows"]
    if picked:
        rule_id = book.rule_ids(view)[picked[0]]
        st.switch_page("app_pages/register.py", query_params=view.chosen.params(rule=rule_id))


def rule(rule_id: str, entries: Sequence[Entry], view: View) -> None:
    """One rule: what it says, whom it asks, what was found, how it goes, how it changed."""
    versions = book.versions(view, rule_id)
    shown = book.in_force(versions, view.chosen.week.stop)
    own = [entry for entry in entries if entry.rule_id == rule_id]
    st.subheader(f"{rule_id} {shown['title']}", anchor=False)
    left, right = st.columns([1, 1], gap="medium")
    with left:
        _says(shown, view)
    with right:
        _route(rule_id, shown, view)
        _findings(rule_id, view)
    _flags(own, view)
    _figures(rule_id, view)
    _versions(versions, view)
    _vocabulary(view)


def _says(shown: dict[str, Any], view: View) -> None:
    words = view.words
    st.markdown(f"**{words('register.says')}**")
    day = f"{shown['first_day']:%Y/%m/%d}"
    st.caption(words("register.version_note", version=shown["version"], day=day))
    for label, text in book.says(shown, view):
        one, two = st.columns([2, 5], gap="small")
        one.caption(label)
        two.markdown(text)


def _route(rule_id: str, shown: dict[str, Any], view: View) -> None:
    words = view.words
    st.markdown(f"**{words('register.route')}**")
    found = route.steps(view, shown["rule_version_id"])
    if not found:
        st.caption(words("register.no_route"))
        return
    st.caption(words("register.route_caption", weeks=book.WEEKS))
    results = evidence.step_notes(view, rule_id)
    for number, step in enumerate(found, start=1):
        if number > 1:
            st.markdown(f":gray[:material/arrow_downward: :small[{words('register.else')}]]")
        with st.container(border=True, gap="xxsmall"):
            st.markdown(step)
            st.caption(results.get(number, words("register.step_unknown")))


def _findings(rule_id: str, view: View) -> None:
    """What analysis of the rule book finds about this rule."""
    rows = data.read(view.build, "rule_findings", rule_id=rule_id)
    for row in rows.iter_rows(named=True):
        st.warning(row[f"explained_{view.lang}"], icon=":material/rule:")


def _flags(own: Sequence[Entry], view: View) -> None:
    words = view.words
    st.subheader(words("register.flags"), anchor=False)
    if view.chosen.is_filtered:
        st.caption(f":material/info: {words('rules.unfiltered')}")
    answers = journal.answers(view.build, data.rules(view.build, view.chosen))
    flag_answers.precision_line(answers, view)
    pressing = rulebook.pressing(own)
    if not pressing:
        st.markdown(words("register.no_flags"))
    for entry in pressing:
        rule_cards.rule_card(entry, view, answers, is_linked=False)
    grids.rules(rulebook.quiet(own), view)


def _figures(rule_id: str, view: View) -> None:
    words = view.words
    st.subheader(words("register.figures"), anchor=False)
    names = evidence.offered(view, rule_id)
    if not names:
        st.caption(words("register.no_figures"))
        return
    address.follow_url("metric", names, names[0])
    picked = st.segmented_control(
        words("register.figure"),
        names,
        format_func=lambda name: evidence.label(name, view),
        key="metric",
        required=True,
        label_visibility="collapsed",
    )
    address.keep_in_url("metric", picked)
    trend = evidence.trend(view, picked, rule_id)
    asked = trend.result.asked
    left, right = st.columns([1, 1], gap="medium")
    with left:
        plots.trend(trend, view, rule_id)
        _cases_link(picked, asked, view)
    with right:
        _funnel(evidence.funnel(view, picked, book.rule_names(view)), rule_id, view)


def _cases_link(name: str, asked: Asked, view: View) -> None:
    links.onward(CASES_PAGE, view.words("register.cases"), view.chosen.cases(name, asked))


def _funnel(found: Funnel | None, rule_id: str, view: View) -> None:
    """The rule among all rules: its size, its rate, and what is usual for that size."""
    words = view.words
    if found is None:
        st.caption(words("register.no_funnel"))
        return
    st.subheader(words("register.funnel"), anchor=False)
    if not found.is_drawn:
        st.caption(words("register.funnel_few", least=evidence.FEWEST_RULES))
        return
    name = naming.label(found.metric, words)
    names = {
        "title": rule_id,
        "center": str(found.center),
        "inner": words("register.inner"),
        "outer": words("register.outer"),
        "size": words("register.funnel_size"),
        "value": name,
        "axis": f"{name} (%)",
    }
    figure = funnel_chart(found.rows, found.curves, rule_id, names, view.ink)
    alt = words("register.funnel_alt", label=name, rule=rule_id, count=found.rows.height)
    picked = plots.draw(figure, "rule_funnel", alt, f"{rule_id} {name}", view)
    st.caption(words("register.funnel_caption"))
    cards.withheld(found.withheld, words)
    if picked in found.links:
        st.switch_page(CASES_PAGE, query_params=found.links[picked])


def _versions(versions: Sequence[dict[str, Any]], view: View) -> None:
    words = view.words
    st.subheader(words("register.versions"), anchor=False)
    rows = [
        {
            "version": row["version"],
            "valid_from": f"{row['first_day']:%Y/%m/%d}",
            "changed": changed,
            "change_reason": row["change_reason"] or book.NONE,
        }
        for row, changed in zip(versions, history.changed(versions, view), strict=True)
    ]
    st.dataframe(
        rows,
        hide_index=True,
        height="content",
        column_config={
            name: column.Column(
                words(f"register.{name}"), width="large" if name == "changed" else None
            )
            for name in (rows[0] if rows else {})
        },
        alt=words("register.versions_alt"),
    )


def _vocabulary(view: View) -> None:
    """What a condition may be about: a fixed list, and nothing of it is ever run."""
    words = view.words
    with st.expander(words("register.vocabulary"), icon=":material/dictionary:"):
        st.caption(words("register.vocabulary_caption"))
        for label, values in book.vocabulary(view):
            st.markdown(f"**{label}**　{values}")
