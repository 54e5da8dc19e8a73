"""How long escalations wait at each hop until somebody answers."""

from typing import Any

import streamlit as st

from dashboard import amounts
from dashboard.frame.view import View
from dashboard.parts import cards
from dashboard.paths import rows
from dashboard.patterns.views import WEEKS
from dashboard.reading import data
from queries.measure import Result
from queries.people import fewest_people

METRIC = "time_to_reach"


def measured(view: View) -> Result:
    """The waits by hop over the weeks of the page."""
    return data.metric(view.build, METRIC, view.chosen.asked(WEEKS, ("hop",)))


def draw(view: View) -> None:
    """Median and ninth decile of each hop; what is too little says so."""
    words, result = view.words, measured(view)
    title = words("paths.waits_title")
    st.subheader(title, anchor=False)
    if result.is_empty or result.status in ("failed", "not_recorded", "too_few_people"):
        cards.block_state(result, view)
        return
    told = [_row(row, result, view) for row in result.frame.iter_rows(named=True)]
    rows.draw("waits", told, title, [result.metric], view)
    st.caption(words("paths.waits_caption", minimum=result.threshold.min_denominator))


def _row(row: dict[str, Any], result: Result, view: View) -> rows.Row:
    words = view.words
    is_ok = row["status"] == "ok"
    cells: dict[str, str | int | None] = {
        "hop": words("paths.hop", hop=row["hop"]),
        "median": _wait(row["metric_value"], view) if is_ok else "–",
        "p90": _wait(row["aj_p90"], view) if is_ok else "–",
        "n": amounts.many(row["denominator"]),
        "coverage": amounts.percent(row["coverage"]),
        "state": "" if is_ok else state(row["status"], view),
    }
    is_open = row["status"] in ("ok", "too_few") and row["numerator"]
    return rows.Row(cells, view.chosen.cases(METRIC, result.asked.at(row)) if is_open else {})


def _wait(seconds: float | None, view: View) -> str:
    """A wait; where too few were ever answered it is no time at all."""
    if seconds is None:
        return view.words("paths.never")
    return amounts.shown(seconds, "seconds", view.words)


def state(status: str, view: View) -> str:
    """Why a row shows no figure."""
    if status == "too_few_people":
        return view.words("tile.too_few_people", minimum=fewest_people())
    return view.words(f"status.{'not_enough_data' if status == 'too_few' else status}")
