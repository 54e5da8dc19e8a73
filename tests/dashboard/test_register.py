"""The rule book: every rule in a list, and one rule with all that is known of it."""

import datetime as dt
from pathlib import Path

from dashboard.figures.ink import LIGHT
from dashboard.frame.chosen import Chosen
from dashboard.frame.view import View
from dashboard.reading import data
from dashboard.register import book, evidence, history, route
from dashboard.words import in_language
from queries.asked import Asked
from queries.measure import measure
from queries.warehouse import Warehouse

from .conftest import Opened
from .test_pages import texts


def view_of(warehouse: Path, lang: str = "en", week: str = "2026-07-06") -> View:
    build = data.build(str(warehouse))
    choices = data.choices(build)
    found = choices.week(week)
    assert found is not None
    return View(in_language(lang), build, choices, Chosen(lang, found), LIGHT)


def test_every_rule_is_listed_with_its_version_in_force(full: Path) -> None:
    view = view_of(full)
    rows = book.listed([], view)
    assert rows.height == len(book.rule_names(view)) == 45
    own = rows.filter(rule="R002 未着の調査依頼").row(0, named=True)
    assert own["limit"] == "15 min (wall clock)"
    assert own["version"] == "2 / 2"
    before = book.listed([], view_of(full, week="2026-04-20"))
    assert before.filter(rule="R002 未着の調査依頼")["limit"][0] == "30 min (wall clock)"


def test_the_cases_of_a_rule_are_those_of_the_query(full: Path) -> None:
    asked = Asked(dt.date(2026, 4, 13), dt.date(2026, 7, 13), by=("rule_id",))
    rows = measure(Warehouse(full), "escalation_volume", asked).frame.filter(rule_id="R012")
    own = book.listed([], view_of(full)).filter(rule="R012 返品期限を過ぎた返品")
    assert own["volume"][0] == f"{rows['numerator'][0]:,}"


def test_a_condition_reads_as_words(full: Path) -> None:
    for lang, text in (
        ("ja", "区分が配送 かつ 中分類が未着"),
        ("en", "Category is 配送 and Subcategory is 未着"),
    ):
        view = view_of(full, lang)
        version = book.in_force(book.versions(view, "R002"), view.chosen.week.stop)
        assert book.condition(view, version["rule_version_id"], True) == text


def test_a_route_is_drawn_step_by_step(full: Path) -> None:
    view = view_of(full, "ja")
    assert route.steps(view, "R002@2026-05-04")[:2] == [
        "**1 リーダー**　保留、2分待つ、月火水木金土 09:00–20:00",
        "**2 隣席リーダー**　チャット、2分待つ、月火水木金土 09:00–20:00",
    ]


def test_the_figures_of_a_rule_are_of_that_rule_alone(full: Path) -> None:
    trend = evidence.trend(view_of(full), "escalation_volume", "R012")
    asked = Asked(dt.date(2026, 7, 6), dt.date(2026, 7, 13), by=(), rule_id=("R012",))
    week = measure(Warehouse(full), "escalation_volume", asked).frame
    assert trend.last is not None
    assert trend.last["numerator"] == week["numerator"][0]


def test_a_planted_failure_stands_out_among_the_rules(full: Path) -> None:
    view = view_of(full)
    found = evidence.funnel(view, "over_escalation_by_receiver_rate", book.rule_names(view))
    assert found is not None
    assert found.is_drawn
    own = found.rows.filter(code="R012").row(0, named=True)
    limits = found.curves.filter(found.curves["size"] >= own["size"]).row(0, named=True)
    assert own["value"] > limits["outer_high"]
    assert evidence.funnel(view, "escalation_volume", {}) is None


def test_a_rule_opens_with_what_it_says_and_its_history(opened: Opened, full: Path) -> None:
    app = opened(full, "register", lang="en", week="2026-07-06", rule="R012")
    shown = texts(app)
    assert "R012 返品期限を過ぎた返品" in shown
    assert "Version " in shown
    assert "History of versions" in shown
    assert not app.error
    assert app.query_params["rule"] == "R012"


def test_a_version_says_what_it_changed(full: Path) -> None:
    view = view_of(full)
    found = history.changed(book.versions(view, "R002"), view)
    assert found == ["Time limit: 30 min (wall clock) → 15 min (wall clock)", "first version"]
    found = history.changed(book.versions(view, "R012"), view)
    assert found[0].startswith(
        "Route 1: 1 リーダー\u3000On hold, wait 2 min, Mon Tue Wed Thu Fri Sat 09:00–20:00 → "
        "1 リーダー\u3000On hold, wait 3 min, Mon Tue Wed Thu Fri Sat 09:00–20:00, Route 2: "
    )
    assert history.changed([], view) == []


def test_a_link_to_a_rule_that_is_not_there_says_so(opened: Opened, full: Path) -> None:
    app = opened(full, "register", lang="en", rule="R999")
    assert "`rule=R999`" in app.warning[0].value


def test_without_a_rule_book_the_page_says_how_to_begin(opened: Opened, poor: Path) -> None:
    app = opened(poor, "register", lang="en")
    assert "No rule is on record yet" in texts(app)
    assert app.code[0].value == "minaoshi rules import rules.xlsx"
