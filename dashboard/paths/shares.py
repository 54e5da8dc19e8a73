"""Which step of the route is reached, and what comes back or goes astray: shares with intervals."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard import amounts, naming
from dashboard.frame.view import View
from dashboard.parts import case_table
from dashboard.patterns.views import WEEKS
from dashboard.reading import data
from queries.catalog import Metric
from queries.measure import Result
from queries.methods.intervals import interval

ATTEMPTS = "unreachable_attempt_rate"
LOOPS = ("bounce_rate", "return_rate", "wrong_target_rate", "unanswered_escalation_rate")
_COLUMNS = ("count", "of", "rate", "interval")
_REASONS = {"too_few": "status.not_enough_data", "too_few_people": "status.too_few_people"}


def steps(view: View) -> list[dict[str, Any]]:
    """A row for each step of the routes: attempts there, and those that reached nobody."""
    found = data.metric(view.build, ATTEMPTS, view.chosen.asked(WEEKS, ("step",)))
    if found.is_empty or found.status == "not_recorded":
        return []
    rows = found.frame.sort("step", nulls_last=True)
    return [
        {
            "name": _step(row["step"], view),
            **_share(row, found, view),
            "answered": _answered(row, rows, view),
        }
        for row in rows.iter_rows(named=True)
    ]


def _answered(row: dict[str, Any], rows: pl.DataFrame, view: View) -> str:
    """How many attempts of a step reached somebody, and their share of all that did."""
    if row["status"] == "too_few_people" or not row["denominator"]:
        return "–"
    reached = row["denominator"] - row["numerator"]
    if (rows["status"] == "too_few_people").any():
        # A share of the whole would tell what is withheld.
        return amounts.many(reached)
    whole = int(rows["denominator"].sum() - rows["numerator"].sum())
    share = amounts.percent(reached / whole if whole else None)
    return view.words("paths.steps_value", count=amounts.many(reached), share=share)


def _step(step: int | None, view: View) -> str:
    words = view.words
    return words("paths.step_unknown") if step is None else words("paths.step", step=step)


def loops(view: View) -> list[dict[str, Any]]:
    """A row for each way to go astray that is on record."""
    found = data.metrics(view.build, LOOPS, view.chosen.asked(WEEKS))
    return [
        {
            "name": naming.label(answer.metric, view.words),
            **_share(answer.frame.row(0, named=True), answer, view),
        }
        for answer in found.values()
        if answer.status not in ("not_recorded", "failed") and not answer.is_empty
    ]


def missing(view: View) -> list[tuple[str, str]]:
    """What the page would show and the log does not record, and how to start."""
    names = (*LOOPS, ATTEMPTS, "time_to_reach", "time_to_accept", "time_to_resolve")
    found = data.metrics(view.build, names, view.chosen.asked(WEEKS))
    return [
        (naming.label(answer.metric, view.words), naming.how_to_record(name, view.words))
        for name, answer in found.items()
        if answer.status == "not_recorded"
    ]


def _share(row: dict[str, Any], answer: Result, view: View) -> dict[str, Any]:
    words, few = view.words, _REASONS.get(row["status"])
    if row["status"] == "too_few_people" or not row["denominator"]:
        reason = words(few or "status.not_recorded")
        return {**dict.fromkeys(_COLUMNS, "–"), "rate": reason, "link": case_table.NOWHERE}
    link = view.chosen.cases(answer.metric.metric, answer.asked.at(row))
    span = interval(row["numerator"], row["denominator"])
    return {
        "count": amounts.many(row["numerator"]),
        "of": amounts.many(row["denominator"]),
        "rate": words(few) if few else amounts.shown(row["metric_value"], "percent", words),
        "interval": amounts.span(*span, "percent", words),
        "link": link if row["numerator"] else case_table.NOWHERE,
    }


def draw_steps(view: View) -> None:
    """The steps of the routes; a row opens the attempts that reached nobody."""
    _draw("steps", steps(view), [data.catalog()[ATTEMPTS]], view)


def draw_loops(view: View) -> None:
    """What comes back or goes astray; a row opens its cases."""
    _draw("loops", loops(view), [data.catalog()[name] for name in LOOPS], view)


def _draw(block: str, told: list[dict[str, Any]], metrics: list[Metric], view: View) -> None:
    words = view.words
    title = words(f"paths.{block}_title")
    if not told:
        # What is not recorded is said once, at the foot of the page.
        return
    st.subheader(title, anchor=False)
    st.caption(words(f"paths.{block}_caption"))
    headers = {"name": words(f"paths.{block}_name")}
    if block == "steps":
        headers |= {"answered": words("paths.steps_answered")}
    headers |= {name: words(f"paths.{block}_{name}") for name in ("count", "of")}
    headers |= {name: words(f"paths.{name}") for name in ("rate", "interval")}
    case_table.draw(f"{block}_rows", title, told, headers, view, *metrics)
