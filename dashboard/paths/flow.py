"""The flow of escalations: from whom to whom, hop by hop, and how the contacts ended."""

from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from dashboard import amounts
from dashboard.figures import flow_chart
from dashboard.frame.links import CASES_PAGE
from dashboard.frame.view import View
from dashboard.parts import cards
from dashboard.paths import places, rows
from dashboard.patterns.views import WEEKS
from dashboard.reading import data
from queries.measure import Result

METRIC = "route_link_volume"
BY = ("hop", *places.COLUMNS)
# Further hops are in the table; more columns than these cannot be read.
MOST_HOPS = 3
MOST_LINKS = 24
HEIGHT = 460


@dataclass(frozen=True)
class Link:
    """One link of the flow, in words, and where its cases are."""

    hop: int
    source: str | None
    target: str | None
    names: tuple[str, str]
    count: int
    cases: dict[str, Any]


def measured(view: View) -> Result:
    """The links over the weeks of the page."""
    return data.metric(view.build, METRIC, view.chosen.asked(WEEKS, BY))


def links(result: Result, view: View) -> list[Link]:
    """The links with enough people behind them: hop by hop, most frequent first."""
    if result.is_empty:
        return []
    shown = result.frame.filter(status="ok").sort(
        pl.col("hop"), pl.col("numerator").neg(), "link_from", "link_to", nulls_last=True
    )
    return [
        Link(
            row["hop"],
            row["link_from"],
            row["link_to"],
            (places.named(row["link_from"], view), places.named(row["link_to"], view)),
            row["numerator"],
            view.chosen.cases(METRIC, result.asked.at(row)),
        )
        for row in shown.iter_rows(named=True)
    ]


def drawn(found: list[Link]) -> list[Link]:
    """The links that the picture has room for: the most frequent of the first hops."""
    near = [link for link in found if link.hop <= MOST_HOPS]
    return sorted(near, key=lambda link: -link.count)[:MOST_LINKS]


def draw(view: View) -> None:
    """The flow as a picture and, beside it, the same figures in words."""
    words, result = view.words, measured(view)
    title = words("paths.flow_title")
    st.subheader(title, anchor=False)
    found = links(result, view)
    if not found:
        cards.block_state(result, view)
        return
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _picture(found, title, view)
    with right:
        _table(found, title, result, view)
    cards.withheld(result.frame.filter(status="too_few_people").height, words)


def _picture(found: list[Link], title: str, view: View) -> None:
    words, shown = view.words, drawn(found)
    top = max(shown, key=lambda link: link.count)
    alt = words(
        "paths.flow_alt",
        count=len(shown),
        source=top.names[0],
        target=top.names[1],
        value=amounts.many(top.count),
    )
    state = st.echarts_chart(
        flow_chart.flow([_edge(link, view) for link in shown], view.ink),
        height=HEIGHT,
        theme=None,
        key="flow",
        on_select="rerun",
        renderer="canvas",
        alt=alt,
    )
    st.caption(words("paths.flow_caption", hops=MOST_HOPS))
    if len(shown) < len(found):
        st.caption(words("paths.flow_rest", count=len(found) - len(shown)))
    for group in state["selection"]["selected"]:
        if group.get("data_type") == "edge" and group["data_indices"]:
            st.switch_page(CASES_PAGE, query_params=shown[group["data_indices"][0]].cases)


def _edge(link: Link, view: View) -> flow_chart.Edge:
    names = {"source": link.names[0], "target": link.names[1]}
    note = view.words("paths.link", **names, count=amounts.many(link.count))
    if places.is_end(link.target):
        source = flow_chart.Node(link.hop, f"{link.hop}|{link.source}", link.names[0])
        target = flow_chart.Node(None, str(link.target), link.names[1])
    else:
        before = link.hop - 1
        source = flow_chart.Node(before, f"{before}|{link.source}", link.names[0])
        target = flow_chart.Node(link.hop, f"{link.hop}|{link.target}", link.names[1])
    return flow_chart.Edge(source, target, link.count, note)


def _table(found: list[Link], title: str, result: Result, view: View) -> None:
    told = [
        rows.Row(
            {
                "hop": view.words("paths.hop", hop=link.hop),
                "from": link.names[0],
                "to": link.names[1],
                "count": link.count,
            },
            link.cases,
        )
        for link in found
    ]
    rows.draw("flow", told, title, [result.metric], view)
