"""Loops: contacts that were passed around, and those that came back to where they had been."""

import streamlit as st

from dashboard import amounts, naming
from dashboard.export import tables
from dashboard.frame import links
from dashboard.frame.links import CASES_PAGE
from dashboard.frame.view import View
from dashboard.parts import cards
from dashboard.paths.waits import state
from dashboard.patterns.views import WEEKS
from dashboard.reading import data
from queries.measure import Result

METRICS = ("passed_around_rate", "bounce_rate")


def measured(view: View) -> list[Result]:
    """Both figures over the weeks of the page, as totals."""
    found = data.metrics(view.build, METRICS, view.chosen.asked(WEEKS))
    return [found[name] for name in METRICS]


def draw(view: View) -> None:
    """Two figures side by side: how many of all, and the way to the cases."""
    words, found = view.words, measured(view)
    title = words("paths.loops_title")
    st.subheader(title, anchor=False)
    first = found[0]
    if first.is_empty or first.status in ("failed", "not_recorded", "too_few_people"):
        cards.block_state(first, view)
        return
    rows = [_told(result, view) for result in found]
    headers = {
        "label": words("definitions.pick"),
        "value": words("chart.value"),
        "size": words("rules.n"),
        "state": words("export.state"),
    }
    metrics = [result.metric for result in found]
    tables.offer(title, lambda: tables.worded(rows, headers), *metrics)
    with st.grid(2, min_column_width=220, gap="small"):
        for result, told in zip(found, rows, strict=True):
            with st.container(border=True, height="stretch", gap="xxsmall"):
                _card(result, told, view)
    st.caption(words("paths.loops_caption"))


def _told(result: Result, view: View) -> dict[str, str]:
    """A figure in words; a dash and the reason where there is none."""
    words = view.words
    label = naming.label(result.metric, words)
    if result.is_empty or result.status not in ("ok", "too_few"):
        return {"label": label, "value": "–", "size": "", "state": state(result.status, view)}
    row = result.frame.row(0, named=True)
    is_ok = result.status == "ok"
    size = words(
        "tile.n",
        numerator=amounts.many(row["numerator"]),
        denominator=amounts.many(row["denominator"]),
    )
    return {
        "label": label,
        "value": amounts.shown(row["metric_value"], "percent", words) if is_ok else "–",
        "size": size,
        "state": "" if is_ok else state(result.status, view),
    }


def _card(result: Result, told: dict[str, str], view: View) -> None:
    st.markdown(f":small[{told['label']}]", help=naming.explained(result.metric, view.words))
    st.metric(told["label"], told["value"], label_visibility="collapsed")
    if told["state"]:
        st.caption(told["state"])
    if told["size"] and result.frame["numerator"][0]:
        link = view.chosen.cases(result.metric.metric, result.asked)
        links.onward(CASES_PAGE, told["size"], link)
    elif told["size"]:
        st.caption(told["size"])
