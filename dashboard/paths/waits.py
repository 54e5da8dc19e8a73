"""How long each stage of an escalation waits: median and the ninth of ten."""

from typing import Any

import streamlit as st

from dashboard import amounts, naming
from dashboard.frame.view import View
from dashboard.parts import cards, case_table
from dashboard.patterns.views import WEEKS
from dashboard.reading import data
from queries.measure import Result

STAGES = ("time_to_escalate", "time_to_reach", "time_to_accept", "time_to_resolve")
_COLUMNS = ("stage", "median", "p90", "ended", "of", "open")
_REASONS = {"too_few": "status.not_enough_data", "too_few_people": "status.too_few_people"}


def rows(view: View) -> list[dict[str, Any]]:
    """A row for each stage on record, in the order in which they happen."""
    found = data.metrics(view.build, STAGES, view.chosen.asked(WEEKS))
    return [
        _row(answer, view)
        for answer in found.values()
        if answer.status not in ("not_recorded", "failed") and not answer.is_empty
    ]


def _row(answer: Result, view: View) -> dict[str, Any]:
    words, row = view.words, answer.frame.row(0, named=True)
    stage = {"stage": naming.label(answer.metric, words), "link": case_table.NOWHERE}
    if answer.status == "too_few_people":
        return {**dict.fromkeys(_COLUMNS, "–"), **stage, "median": words(_REASONS[answer.status])}
    few = _REASONS.get(row["status"])
    return {
        **stage,
        "link": view.chosen.cases(answer.metric.metric, answer.asked),
        "median": words(few) if few else amounts.shown(row["metric_value"], "seconds", words),
        "p90": "–" if few else amounts.shown(row["aj_p90"], "seconds", words),
        "ended": amounts.many(row["numerator"]),
        "of": amounts.many(row["denominator"]),
        "open": amounts.percent(row["open_share"] / 100),
    }


def draw(view: View) -> None:
    """The stages as a table; a row opens its cases."""
    words, told = view.words, rows(view)
    title = words("paths.waits_title")
    st.subheader(title, anchor=False)
    if not told:
        cards.no_rows(view)
        return
    st.caption(words("paths.waits_caption"))
    headers = {name: words(f"paths.{name}") for name in _COLUMNS}
    metrics = [data.catalog()[name] for name in STAGES]
    case_table.draw("wait_rows", title, told, headers, view, *metrics)
