"""A failure in layers: each group stands beside all others, and what is withheld stays so."""

from pathlib import Path

import polars as pl
import pytest

from dashboard.patterns import offer, strata
from dashboard.patterns.strata import Strata
from dashboard.patterns.views import named
from dashboard.reading import data
from queries.asked import Asked
from queries.measure import cases
from queries.warehouse import Warehouse

from .conftest import Opened
from .test_pages import texts
from .test_three_failures import WEEKS, view_of

ASKED_AGAIN = "repeat_question_rate"


def split(path: Path, by: str, name: str = ASKED_AGAIN) -> Strata:
    return strata.strata(data.catalog()[name], by, view_of(path))


def every_case(path: Path) -> pl.DataFrame:
    """The escalations of the weeks, straight from the facts."""
    facts = Warehouse(path).table("facts.fct_escalation")
    is_within = pl.col("day").is_between(WEEKS.start, WEEKS.stop, closed="left")
    return facts.filter(is_within, pl.col("has_asked_again").is_not_null())


def test_counts_rates_and_the_rest_are_those_of_the_facts(full: Path) -> None:
    facts, view = every_case(full), view_of(full)
    found = split(full, "category")
    codes = {named(view, "category", code): code for code in facts["category"].unique()}
    assert {row["group"] for row in found.told} == set(codes)
    for row in found.told:
        is_own = facts["category"] == codes[row["group"]]
        own, rest = (
            facts.filter(is_own)["has_asked_again"],
            facts.filter(~is_own)["has_asked_again"],
        )
        assert row["of"] == f"{own.len():,}"
        assert row["count"] == f"{own.sum():,}"
        assert row["rest"].startswith(f"{100 * rest.sum() / rest.len():.1f}%")


def test_a_bar_leads_to_as_many_cases_as_it_says(full: Path) -> None:
    found = split(full, "target")
    for row in found.bars.iter_rows(named=True):
        asked = Asked(start=WEEKS.start, stop=WEEKS.stop, by=(), target=(row["target"],))
        assert cases(Warehouse(full), ASKED_AGAIN, asked).height == row["numerator"]


def test_worst_first_but_hours_in_their_order(full: Path) -> None:
    worst = split(full, "category").bars["metric_value"]
    assert worst.is_sorted(descending=True)
    assert split(full, "hour").bars["hour"].is_sorted()


def test_a_group_of_few_cases_is_said_and_not_drawn(full: Path) -> None:
    found = split(full, "category", "raised_late_rate")
    few = [row for row in found.told if row["rate"] == "Not enough data"]
    assert len(few) == 1
    assert not {row["group"] for row in few} & set(found.bars["name"])
    assert all(row["count"] != "–" for row in few)


def test_why_the_rest_is_not_given_is_said(full: Path, opened: Opened) -> None:
    asked = {"view": "strata", "failure": ASKED_AGAIN, "week": "2026-07-06", "lang": "en"}
    said = "with them a withheld group could be worked out"
    by_target = split(full, "target")
    assert by_target.withheld == 4
    assert {row["rest"] for row in by_target.told} == {"–"}
    assert said in texts(opened(full, "patterns", layer="target", **asked))
    assert split(full, "category").withheld == 0
    assert said not in texts(opened(full, "patterns", layer="category", **asked))


def test_only_recorded_failures_are_offered(without_questions: Path, poor: Path) -> None:
    offered = [metric.metric for metric in strata.failures(view_of(without_questions))]
    assert ASKED_AGAIN not in offered
    assert "bounce_rate" in offered
    assert strata.VIEW not in offer.offered(view_of(poor))


def test_every_hour_is_drawn_and_what_is_not_drawn_is_counted(
    full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strata, "TOP", 3)
    hours = split(full, "hour")
    is_told = [row for row in hours.told if row["rate"].endswith("%")]
    assert hours.bars.height == len(is_told) == 11
    assert hours.left_out == 0
    categories = split(full, "category")
    assert (categories.bars.height, categories.left_out) == (3, 7)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_keeps_failure_and_layer_in_its_address(
    full: Path, opened: Opened, lang: str
) -> None:
    asked = {"view": "strata", "failure": ASKED_AGAIN, "layer": "target", "week": "2026-07-06"}
    app = opened(full, "patterns", lang=lang, **asked)
    assert not app.exception
    heading = {"ja": "どこで起きているか", "en": "where?"}[lang]
    assert heading in texts(app)
    assert app.query_params["failure"] == ASKED_AGAIN
    assert app.query_params["layer"] == "target"
