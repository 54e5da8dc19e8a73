"""The three failures side by side: each count is that of its cases, none is made up."""

import datetime as dt
from pathlib import Path

from dashboard.figures.ink import LIGHT
from dashboard.frame.chosen import Chosen
from dashboard.frame.view import View
from dashboard.patterns import offer, three_failures
from dashboard.reading import data
from dashboard.words import in_language
from queries.asked import Asked
from queries.measure import cases
from queries.warehouse import Warehouse

from .conftest import Opened
from .test_pages import texts

WEEKS = Asked(start=dt.date(2026, 4, 13), stop=dt.date(2026, 7, 13), by=())


def view_of(warehouse: Path, lang: str = "en") -> View:
    build = data.build(str(warehouse))
    choices = data.choices(build)
    week = choices.week("2026-07-06")
    assert week is not None
    return View(in_language(lang), build, choices, Chosen(lang, week), LIGHT)


def test_behind_every_bar_are_as_many_cases_as_it_says(full: Path) -> None:
    found = three_failures.rows(view_of(full))
    assert found.height == 8
    assert found["count"].is_sorted(descending=True)
    for code, count in found.select("code", "count").iter_rows():
        assert cases(Warehouse(full), code, WEEKS).height == count


def test_a_failure_stands_with_its_rate_and_interval(full: Path) -> None:
    found = three_failures.rows(view_of(full))
    row = found.filter(code="incomplete_report_rate").row(0, named=True)
    told = cases(Warehouse(full), "report_completeness_rate", WEEKS)
    assert row["of"] == f"{told.height:,}"
    assert row["rate"] == f"{100 * row['count'] / told.height:.1f}%"
    assert (row["family"], row["failure"]) == ("Information", "Report incomplete")
    suspected = found.filter(code="under_escalation_suspected_count").row(0, named=True)
    assert (suspected["of"], suspected["rate"], suspected["interval"]) == ("–", "–", "–")


def test_what_is_not_recorded_is_said_and_not_drawn(
    without_questions: Path, opened: Opened
) -> None:
    view = view_of(without_questions)
    assert "repeat_question_rate" not in three_failures.rows(view)["code"]
    shown = texts(opened(without_questions, "patterns", lang="en", week="2026-07-06"))
    assert "The three failures, most frequent first" in shown
    assert "Asked again after escalation" in shown


def test_a_poor_log_begins_with_what_it_has(poor: Path, full: Path) -> None:
    assert offer.offered(view_of(poor))[0] == "rate"
    assert offer.offered(view_of(full))[:3] == ["three", "strata", "rate"]
