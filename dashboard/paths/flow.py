"""The flow of escalations: asked for advice or handed over, to whom, and whether anybody answered.

Widths are escalations. What is withheld for its few people is neither drawn nor told, and whether
it was answered is not worked out from what is left.
"""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard import amounts
from dashboard.figures import flow_chart, plots
from dashboard.figures.flow_chart import Link
from dashboard.frame.view import View
from dashboard.parts import cards, case_table
from dashboard.patterns.views import WEEKS, named
from dashboard.reading import data
from queries.measure import Result

VOLUME, UNANSWERED = "escalation_volume", "unanswered_escalation_rate"
_BY = ("mode", "target")
_COLUMNS = ("mode", "target", "count", "answered", "nobody", "unknown")
# More places would be threads; all of them stand in the table.
MOST = 6
ENDS = ("answered", "nobody", "unknown")


@dataclass(frozen=True)
class Flow:
    """The way of the escalations: a row in words for each way, and the links of the picture."""

    result: Result
    told: list[dict[str, Any]]
    links: list[Link]

    @property
    def withheld(self) -> int:
        """How many ways have too few people behind them to be shown."""
        return (
            0 if self.result.is_empty else self.result.frame.filter(status="too_few_people").height
        )


def measured(view: View) -> Flow:
    """The ways of the weeks of the page, most frequent first."""
    asked = view.chosen.asked(WEEKS, _BY)
    found = data.metrics(view.build, [VOLUME, UNANSWERED], asked)
    result = found[VOLUME]
    if result.is_empty or result.status != "ok":
        return Flow(result, [], [])
    ends = {_way(row): row for row in found[UNANSWERED].frame.iter_rows(named=True)}
    told, links = [], []
    rows = result.frame.filter(result.frame["numerator"].fill_null(0) > 0)
    for row in rows.sort("numerator", *_BY, descending=[True, False, False]).iter_rows(named=True):
        ended = _ends(row["numerator"], ends.get(_way(row)))
        mode, target = (named(view, by, row[by]) for by in _BY)
        link = view.chosen.cases(VOLUME, result.asked.at(row))
        told.append(_told(row["numerator"], ended, mode, target) | {"link": link})
        links.append(Link(mode, target, row["numerator"]))
        links += [
            Link(target, view.words(f"paths.{end}"), count, end)
            for end, count in zip(ENDS, ended or (), strict=False)
            if count
        ]
    return Flow(result, told, links)


def _way(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[by] for by in _BY)


def _ends(count: int, row: dict[str, Any] | None) -> tuple[int, int, int] | None:
    """How many were answered, by nobody, and of how many that is not known; None if withheld."""
    if row is None or row["status"] == "not_recorded":
        return 0, 0, count
    if row["status"] == "too_few_people":
        return None
    nobody, known = row["numerator"], row["denominator"]
    return known - nobody, nobody, count - known


def _told(count: int, ended: tuple[int, int, int] | None, mode: str, target: str) -> dict[str, Any]:
    told = ["–"] * len(ENDS) if ended is None else [amounts.many(end) for end in ended]
    return {
        "mode": mode,
        "target": target,
        "count": amounts.many(count),
        **dict(zip(ENDS, told, strict=True)),
    }


def draw(view: View) -> None:
    """The picture and the same in words; a row of the table opens its cases."""
    words, found = view.words, measured(view)
    title = words("paths.flow_title")
    st.subheader(title, anchor=False)
    if not found.told:
        cards.block_state(found.result, view)
        cards.withheld(found.withheld, words)
        return
    top = found.told[0]
    alt = words("paths.flow_alt", mode=top["mode"], target=top["target"], count=top["count"])
    drawn = flow_chart.with_others(found.links, MOST, words("paths.others"))
    plots.draw(flow_chart.flow(drawn, view.ink), "flow", alt, title, view)
    st.caption(words("paths.flow_caption"))
    headers = {name: words(f"paths.{name}") for name in _COLUMNS}
    metrics = [data.catalog()[name] for name in (VOLUME, UNANSWERED)]
    case_table.draw("flow_rows", title, found.told, headers, view, *metrics)
    cards.withheld(found.withheld, words)
