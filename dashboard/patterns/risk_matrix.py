"""The matrix of impact and urgency: what was expected in each cell, and what was done."""

from dataclasses import dataclass, replace
from typing import Any

import polars as pl
import streamlit as st

from dashboard import amounts
from dashboard.export import tables
from dashboard.frame import links
from dashboard.frame.links import CASES_PAGE
from dashboard.frame.view import View
from dashboard.parts import cards
from dashboard.patterns.views import NEEDS, WEEKS
from dashboard.reading import data
from queries.measure import Result

RANKS = (1, 2, 3)
# Each risk: a colour, always with its word.
COLORS = {"low": "gray", "medium": "blue", "high": "orange", "very_high": "red"}


@dataclass(frozen=True)
class Cell:
    """One cell in words; without contacts it says that nothing of the kind is on record."""

    impact: int
    urgency: int
    risk: str = ""
    expected: str = ""
    value: str = ""
    size: str = ""
    against: str = ""
    count: int = 0
    link: dict[str, Any] | None = None


def measured(view: View) -> Result:
    """The matrix over the weeks of the page."""
    return data.metric(view.build, NEEDS["matrix"], view.chosen.asked(WEEKS))


def cells(result: Result, view: View) -> dict[tuple[int, int], Cell]:
    """The nine cells by impact and urgency; those without contacts are there and empty."""
    found = {(impact, urgency): Cell(impact, urgency) for impact in RANKS for urgency in RANKS}
    for row in result.frame.iter_rows(named=True):
        found[row["impact"], row["urgency"]] = _cell(row, result, view)
    return found


def _cell(row: dict[str, Any], result: Result, view: View) -> Cell:
    words = view.words
    cell = Cell(
        row["impact"],
        row["urgency"],
        risk=row["risk"],
        expected=words(f"matrix.{row['expected_action']}"),
    )
    if row["status"] == "too_few_people":
        return replace(cell, value=words("status.too_few_people"))
    asked = replace(result.asked, impact=(row["impact"],), urgency=(row["urgency"],))
    return replace(
        cell,
        value=amounts.shown(row["metric_value"], "percent", words),
        size=words(
            "tile.n",
            numerator=amounts.many(row["numerator"]),
            denominator=amounts.many(row["denominator"]),
        ),
        against=_against(row, view),
        count=row["numerator"],
        link=view.chosen.cases(NEEDS["matrix"], asked),
    )


def _against(row: dict[str, Any], view: View) -> str:
    """How many contacts were handled otherwise than expected; empty where either is right."""
    if row["against_expected"] is None:
        return ""
    share = amounts.percent(row["against_expected"] / row["denominator"])
    key = "over" if row["expected_action"] == "stay" else "missed"
    count = amounts.many(row["against_expected"])
    return view.words(f"matrix.{key}", count=count, share=share)


def draw(view: View) -> None:
    """The matrix as nine cards: the gravest at the right of the first row."""
    words, result = view.words, measured(view)
    st.subheader(words("matrix.title"), anchor=False)
    if result.is_empty:
        cards.block_state(result, view)
        return
    found = cells(result, view)
    tables.offer(words("matrix.title"), lambda: _rows(found, view), result.metric)
    for urgency in reversed(RANKS):
        for impact, place in zip(RANKS, st.columns(3, gap="small"), strict=True):
            with place.container(border=True, height="stretch", gap="xxsmall"):
                _draw_cell(found[impact, urgency], view)
    st.caption(words("matrix.caption"))


def _draw_cell(cell: Cell, view: View) -> None:
    words = view.words
    st.caption(words("matrix.cell", **_sides(cell, view)))
    if not cell.risk:
        st.markdown(words("matrix.nothing"))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(f"{words('cases.risk')}: {words(f'risk.{cell.risk}')}", color=COLORS[cell.risk])
        st.markdown(f"**{cell.value}**", width="content")
    st.caption(words("matrix.expected", action=cell.expected))
    if cell.against:
        st.markdown(f":small[{cell.against}]")
    if cell.count and cell.link:
        links.onward(CASES_PAGE, cell.size, cell.link)
    elif cell.size:
        st.caption(cell.size)


def _sides(cell: Cell, view: View) -> dict[str, str]:
    return {
        "impact": view.words(f"impact.{cell.impact}"),
        "urgency": view.words(f"urgency.{cell.urgency}"),
    }


def _rows(found: dict[tuple[int, int], Cell], view: View) -> pl.DataFrame:
    words = view.words
    headers = {
        "impact": words("cases.impact"),
        "urgency": words("cases.urgency"),
        "risk": words("cases.risk"),
        "expected": words("matrix.action"),
        "value": words("chart.value"),
        "size": words("rules.n"),
        "against": words("matrix.otherwise"),
    }
    rows = [
        {
            **{name: getattr(cell, name) for name in ("expected", "value", "size", "against")},
            **_sides(cell, view),
            "risk": words(f"risk.{cell.risk}") if cell.risk else words("matrix.nothing"),
        }
        for cell in found.values()
    ]
    return tables.worded(rows, headers)
