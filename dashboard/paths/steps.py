"""Which step of the route answered, and how often each step could not be reached."""

from typing import Any

import streamlit as st

from dashboard import amounts
from dashboard.frame.view import View
from dashboard.parts import cards
from dashboard.paths import rows
from dashboard.paths.waits import state
from dashboard.patterns.views import WEEKS
from dashboard.reading import data
from queries.measure import Result

# The two counts differ: escalations are answered once, each may be tried several times.
VIEWS = {"answered": "answered_step_share", "unreachable": "unreachable_attempt_rate"}


def measured(name: str, view: View) -> Result:
    """One of the two by step, over the weeks of the page."""
    return data.metric(view.build, VIEWS[name], view.chosen.asked(WEEKS, ("step",)))


def draw(view: View) -> None:
    """Both tables side by side."""
    for name, place in zip(VIEWS, st.columns(2, gap="medium"), strict=True):
        with place:
            _draw(name, view)


def _draw(name: str, view: View) -> None:
    words, result = view.words, measured(name, view)
    title = words(f"paths.{name}_title")
    st.subheader(title, anchor=False)
    if result.is_empty or result.status in ("failed", "not_recorded", "too_few_people"):
        cards.block_state(result, view)
        return
    told = [_row(row, name, result, view) for row in _ordered(result)]
    rows.draw(name, told, title, [result.metric], view)
    caption = words(f"paths.{name}_caption", minimum=result.threshold.min_denominator)
    st.caption(f"{caption} {_coverage(result, view)}")


def _coverage(result: Result, view: View) -> str:
    """How many escalations have a step on record: the same for every step; attempts have rows."""
    known = result.frame["coverage"].drop_nulls()
    if result.metric.metric != VIEWS["answered"] or known.is_empty():
        return ""
    return view.words("paths.coverage", share=amounts.percent(known[0]))


def _ordered(result: Result) -> list[dict[str, Any]]:
    """The steps in their order; nobody, and what is not known, come last."""
    return sorted(result.frame.iter_rows(named=True), key=lambda row: row["step"] or 1_000_000)


def _row(row: dict[str, Any], name: str, result: Result, view: View) -> rows.Row:
    words = view.words
    is_ok = row["status"] == "ok"
    size = "–"
    if row["denominator"] is not None:
        counts = (amounts.many(row[part]) for part in ("numerator", "denominator"))
        size = words("paths.of", **dict(zip(("numerator", "denominator"), counts, strict=True)))
    cells: dict[str, str | int | None] = {
        "step": step(row["step"], view),
        name: amounts.shown(row["metric_value"], "percent", words) if is_ok else "–",
        "size": size,
        "state": "" if is_ok else state(row["status"], view),
    }
    link = view.chosen.cases(VIEWS[name], result.asked.at(row)) if row["numerator"] else {}
    return rows.Row(cells, link)


def step(number: int | None, view: View) -> str:
    """A step in words; 0 is nobody."""
    if number is None:
        return view.words("common.unknown")
    return view.words("paths.nobody") if number == 0 else view.words("paths.step", step=number)
