"""The executive summary: figures as the queries give them; what is undecided is not judged."""

import dataclasses
import datetime as dt
import re
from pathlib import Path

import polars as pl
import pytest

import minaoshi
from dashboard.figures.course import course_of
from dashboard.figures.ink import LIGHT
from dashboard.frame.chosen import Chosen, Week
from dashboard.frame.view import View
from dashboard.reading import data
from dashboard.reading.inference import ranges
from dashboard.reading.trends import Trend, every_week
from dashboard.summary.told import Summary, summary
from dashboard.words import in_language
from queries.asked import Asked
from queries.catalog import load_catalog
from queries.flags import rules_to_revisit
from queries.measure import Result, measure
from queries.targets import Target
from queries.thresholds import load_thresholds
from queries.warehouse import Warehouse

FIRST = dt.date(2026, 4, 6)
FOUR_WEEKS = Asked(start=dt.date(2026, 6, 15), stop=dt.date(2026, 7, 13), by=())


def told(warehouse: Path, lang: str = "en") -> Summary:
    build = data.build(str(warehouse))
    choices = data.choices(build)
    week = choices.week("2026-07-06")
    assert week is not None
    return summary(View(in_language(lang), build, choices, Chosen(lang, week), LIGHT))


def test_a_figure_is_that_of_four_weeks_together(full: Path) -> None:
    rate = measure(Warehouse(full), "escalation_rate", FOUR_WEEKS).frame.row(0, named=True)
    tile = told(full).indicators[0]
    assert tile.label == "Escalation rate"
    assert tile.value == f"{rate['metric_value']:.1f}%"
    assert tile.cases == rate["numerator"]
    assert tile.size.endswith(f", {rate['numerator']:,} cases")


def test_the_page_says_what_moved_and_what_to_decide(full: Path) -> None:
    found = told(full)
    assert len(found.indicators) == 6
    assert re.match(r"(\d of \d|All \d) indicators? ", found.conclusion)
    judged = rules_to_revisit(Warehouse(full), dt.date(2026, 7, 6)).frame
    revisit = judged.filter(status="revisit")["rule_id"].to_list()
    assert [entry.rule_id for entry in found.decisions] == revisit[:3] != []


def test_what_a_poor_log_lacks_is_not_recorded_and_no_zero(poor: Path) -> None:
    found = told(poor)
    assert {tile.metric for tile in found.indicators}.isdisjoint({"unreachable_attempt_rate"})
    assert "Complaints" in [name for name, _ in found.missing]
    assert all(how for _, how in found.missing)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("log", ["full", "poor"])
def test_the_paper_says_what_the_page_says(
    capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest, log: str, lang: str
) -> None:
    warehouse = request.getfixturevalue(log)
    options = ["--warehouse", str(warehouse), "--lang", lang, "--week", "2026-07-06"]
    assert minaoshi.main(["report", "summary", *options]) == 0
    paper = capsys.readouterr().out
    found = told(warehouse, lang)
    joined = re.sub(r"\s+", "", paper)
    for text in (found.conclusion, *(entry.title for entry in found.decisions)):
        assert re.sub(r"\s+", "", text) in joined
    for tile in (*found.indicators, *found.customers):
        assert re.search(rf"  {re.escape(tile.label)} +{re.escape(tile.value)}( |$)", paper)
    assert re.findall(r"\b\w+_\w*[a-z]\w*\b|\{|\}|None|nan", paper) == []


def weeks_of(provisional: list[int]) -> Trend:
    """Twenty steady weeks of reopened contacts, and as many undecided cases in the last ones."""
    metric = load_catalog()["reopen_rate"]
    weeks = [FIRST + dt.timedelta(weeks=place) for place in range(20)]
    soft = [0] * (20 - len(provisional)) + provisional
    counted = [30 + place % 3 if not late else 2 for place, late in enumerate(soft)]
    frame = pl.DataFrame(
        {
            "week_start": weeks,
            "numerator": counted,
            "denominator": [1000] * 20,
            "metric_value": [count / 10 for count in counted],
            "provisional": soft,
            "status": ["ok"] * 20,
            "recorded": [1000] * 20,
            "cases": [1000] * 20,
        }
    )
    asked = Asked(start=FIRST, stop=weeks[-1] + dt.timedelta(weeks=1), by=("week_start",))
    result = Result(metric, asked, frame, "a build", load_thresholds()["reopen_rate"])
    chosen = Chosen("en", Week(weeks[-1], False, False))
    return Trend(result, every_week(result, chosen, FIRST, ranges(result)), 0.8)


def test_a_week_with_many_undecided_cases_is_no_improvement() -> None:
    trend = weeks_of([400, 1000])
    assert trend.rows["signal"].tail(3).to_list() == ["usual", "unsettled", "unsettled"]
    assert trend.is_behind
    assert trend.last is not None
    assert trend.last["week_start"] == dt.date(2026, 8, 3)
    course = course_of(trend)
    assert course is not None
    assert len(course.values) == 18


def test_a_few_undecided_cases_do_not_hold_a_week_back() -> None:
    trend = weeks_of([20])
    assert not trend.is_behind
    assert trend.rows["signal"][-1] == "improvement"


def test_a_target_is_met_by_every_usual_value_by_some_or_by_none() -> None:
    def assured(most: float) -> str | None:
        return dataclasses.replace(weeks_of([]), target=Target(most, "down")).assurance

    assert [assured(9), assured(3.1), assured(1)] == ["met", "hit_and_miss", "missed"]
    assert weeks_of([]).assurance is None
