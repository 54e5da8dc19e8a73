"""Every page on every kind of log, in both languages; figures from the queries themselves."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.frame.layout import SECTIONS
from dashboard.words import in_language
from queries.asked import Asked
from queries.measure import cases, measure
from queries.warehouse import Warehouse

from .conftest import Opened

PAGES = tuple(name for group in SECTIONS.values() for name in group)
WEEK = Asked(start=dt.date(2026, 7, 6), stop=dt.date(2026, 7, 13), by=())


def texts(app: AppTest) -> str:
    """All that a reader sees in words."""
    kinds = ("title", "subheader", "markdown", "caption", "warning", "info", "error")
    found = [str(element.value) for kind in kinds for element in app.get(kind)]
    return "\n".join(found + [f"{tile.label} {tile.value}" for tile in app.metric])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("log", ["full", "poor", "without_questions"])
def test_a_page_opens(
    request: pytest.FixtureRequest, opened: Opened, page: str, lang: str, log: str
) -> None:
    app = opened(request.getfixturevalue(log), page, lang=lang)
    words = in_language(lang)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == words(f"{page}.title")
    assert words("app.not_for_appraisal") in texts(app)


def tile(app: AppTest, label: str) -> str:
    return next(str(found.value) for found in app.metric if found.label == label)


def test_the_week_shows_what_the_query_says(opened: Opened, full: Path) -> None:
    app = opened(full, "weekly", lang="ja", week="2026-07-06")
    rate = measure(Warehouse(full), "escalation_rate", WEEK).frame.row(0, named=True)
    assert tile(app, "エスカレ率") == f"{rate['metric_value']:.1f}%"


@pytest.mark.parametrize(
    "metric", ["escalation_rate", "unreachable_attempt_rate", "over_escalation_by_receiver_rate"]
)
def test_the_cases_are_as_many_as_the_figure(opened: Opened, full: Path, metric: str) -> None:
    app = opened(full, "cases", lang="en", week="2026-07-06", metric=metric)
    count = measure(Warehouse(full), metric, WEEK).frame["numerator"][0]
    assert cases(Warehouse(full), metric, WEEK).height == count
    assert app.subheader[0].value.endswith(f": {count:,} cases")


def test_items_left_out_of_reports_are_counted_by_name(opened: Opened, full: Path) -> None:
    asked = Asked(start=WEEK.stop - dt.timedelta(weeks=13), stop=WEEK.stop, by=("slot",))
    rows = measure(Warehouse(full), "missing_item_share", asked).frame
    most = rows.sort("numerator").row(-1, named=True)
    app = opened(full, "patterns", lang="en", week="2026-07-06", view="missing")
    assert app.subheader[0].value == "Items left out of reports"
    named = in_language("en").texts[f"report_item.{most['slot']}"]
    assert f"{named}, {most['numerator']}" in app.get("plotly_chart")[0].proto.alt


def test_a_narrowed_link_narrows_the_cases(opened: Opened, full: Path) -> None:
    narrowed = Asked(start=WEEK.start, stop=WEEK.stop, category=("苦情",), by=())
    count = measure(Warehouse(full), "escalation_rate", narrowed).frame["numerator"][0]
    app = opened(
        full, "cases", lang="en", week="2026-07-06", metric="escalation_rate", at__category="苦情"
    )
    assert app.subheader[0].value == f"Escalation rate: {count} cases"
    chip = next(button for button in app.button if button.label == "Category: 苦情")
    chip.click().run()
    everything = measure(Warehouse(full), "escalation_rate", WEEK).frame["numerator"][0]
    assert app.subheader[0].value == f"Escalation rate: {everything} cases"
    assert "at.category" not in app.query_params


def test_a_search_finds_whatever_the_width_and_case(opened: Opened, full: Path) -> None:
    link = {"lang": "en", "week": "2026-07-06", "metric": "escalation_rate"}
    every = cases(Warehouse(full), "escalation_rate", WEEK)
    wanted = every.filter(category="苦情", channel="phone").height
    assert 0 < wanted < every.height
    for sought in ("苦情 Phone", "ｐｈｏｎｅ　苦情", "苦情  PHONE"):
        app = opened(full, "cases", q=sought, **link)
        assert f"{wanted:,} of them match the search." in texts(app)
        assert len(app.dataframe[0].value) == wanted
        assert app.session_state["export_tables"][0].rows().height == wanted
    nothing = opened(full, "cases", q="no such thing", **link)
    assert "0 of them match the search." in texts(nothing)


def test_a_condition_that_a_figure_knows_nothing_of_is_left_out_and_said(
    opened: Opened, full: Path
) -> None:
    count = measure(Warehouse(full), "escalation_rate", WEEK).frame["numerator"][0]
    link = {"lang": "en", "week": "2026-07-06", "metric": "escalation_rate", "at__hour": "12"}
    app = opened(full, "cases", **link)
    assert app.subheader[0].value == f"Escalation rate: {count} cases"
    assert "cannot be split by Hour" in texts(app)


def test_a_filter_narrows_the_week(opened: Opened, full: Path) -> None:
    asked = Asked(start=WEEK.start, stop=WEEK.stop, channel=("email",), by=())
    rate = measure(Warehouse(full), "escalation_rate", asked).frame["metric_value"][0]
    app = opened(full, "weekly", lang="ja", week="2026-07-06", channel="email")
    assert tile(app, "エスカレ率") == f"{rate:.1f}%"
    assert "メール" in texts(app)


def test_the_view_stays_in_the_address(opened: Opened, full: Path) -> None:
    app = opened(full, "weekly", lang="en", channel=["phone", "email"])
    assert app.query_params["lang"] == "en"
    assert app.query_params["week"] == "2026-07-06"
    assert app.query_params["channel"] == ["phone", "email"]


def test_the_language_follows_the_browser_and_then_the_address(opened: Opened, full: Path) -> None:
    assert opened(full).title[0].value == "週次レビュー"
    assert opened(full, lang="en").title[0].value == "Weekly review"


def test_a_link_that_cannot_be_used_says_so(opened: Opened, full: Path) -> None:
    app = opened(full, lang="ja", channel="fax", week="2020-01-06", colour="blue")
    warning = app.warning[0].value
    assert "channel=fax" in warning
    assert "week=2020-01-06" in warning
    assert "colour=blue" in warning
    assert app.metric, "the page is shown without the condition"


def test_a_poor_log_shows_what_it_has_and_how_to_start_the_rest(opened: Opened, poor: Path) -> None:
    app = opened(poor, lang="ja", week="2026-07-06")
    labels = [found.label for found in app.metric]
    assert labels[:3] == ["エスカレ率", "未完了", "期限を過ぎた未完了"]
    assert "つかまらなかった試行" not in labels
    assert "引継ぎ後の聞き直し" not in labels
    said = texts(app)
    assert "まだ記録されていない数字" in said
    assert in_language("ja")("how_to_record.unreachable_attempt_rate") in said
    assert "–" not in [found.value for found in app.metric]


def test_a_poor_log_is_judged_by_category_and_says_so(opened: Opened, poor: Path) -> None:
    app = opened(poor, "rules", lang="ja")
    assert "区分であり、ルールではありません" in app.info[0].value


def test_a_log_without_questions_says_that_they_are_not_recorded(
    opened: Opened, without_questions: Path
) -> None:
    app = opened(without_questions, lang="en", week="2026-07-06")
    assert "Asked again" not in [found.label for found in app.metric]
    assert in_language("en")("how_to_record.repeat_question_rate") in texts(app)
    asked = opened(without_questions, "cases", lang="en", metric="repeat_question_rate")
    assert "not recorded" in texts(asked)


def test_an_empty_warehouse_says_what_to_do(opened: Opened, empty: Path) -> None:
    app = opened(empty, lang="ja")
    assert not app.exception
    assert app.subheader[0].value == "取り込んだ件数が0です"
    assert not app.metric


def test_a_missing_warehouse_names_the_commands(opened: Opened, tmp_path: Path) -> None:
    app = opened(tmp_path / "none.duckdb", lang="en")
    assert not app.exception
    assert app.subheader[0].value == "No data yet"
    assert "minaoshi demo" in [code.value for code in app.code]


def test_an_unreadable_warehouse_is_an_error_and_not_an_empty_page(
    opened: Opened, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"not a database")
    app = opened(broken, lang="en")
    assert not app.exception
    assert app.subheader[0].value == "The data cannot be opened"


def test_no_match_says_what_was_asked_and_how_to_widen(opened: Opened, full: Path) -> None:
    app = opened(
        full, "cases", lang="ja", metric="escalation_rate", channel="email", at__category="宇宙"
    )
    assert "この条件に該当する記録はありません" in texts(app)
    assert "メール" in texts(app)
    next(button for button in app.button if button.label == "条件を外す").click().run()
    assert "channel" not in app.query_params


def test_a_case_is_followed_by_facts_without_a_person(opened: Opened, full: Path) -> None:
    first = cases(Warehouse(full), "escalation_rate", WEEK)["contact_id"][0]
    hops = Warehouse(full).table("facts.fct_escalation").filter(contact_id=first)
    app = opened(full, "cases", lang="en", week="2026-07-06", metric="escalation_rate")
    app.session_state["case_rows"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    frame = app.dataframe[-1].value
    assert len(frame) == hops.height
    assert not [name for name in frame.columns if "actor" in name or "customer" in name]


def test_reading_does_not_change_the_warehouse(opened: Opened, full: Path) -> None:
    before = hashlib.sha256(full.read_bytes()).hexdigest()
    for page in PAGES:
        opened(full, page)
    assert hashlib.sha256(full.read_bytes()).hexdigest() == before


def test_the_risk_matrix_says_what_was_expected_and_done(opened: Opened, full: Path) -> None:
    asked = Asked(start=WEEK.stop - dt.timedelta(weeks=13), stop=WEEK.stop, by=())
    rows = measure(Warehouse(full), "risk_matrix_escalation_rate", asked).frame
    cell = rows.filter(impact=2, urgency=3).row(0, named=True)
    app = opened(full, "patterns", lang="en", week="2026-07-06", view="matrix")
    shown = texts(app)
    assert shown.count(", urgency ") == 9
    missed = cell["denominator"] - cell["numerator"]
    share = f"{100 * missed / cell['denominator']:.0f}%"
    assert f"Not escalated against it: {missed} ({share})" in shown
    assert f"**{cell['metric_value']:.1f}%**" in shown
    count = app.session_state["export_tables"][0].rows().height
    assert count == 9


def test_help_explains_every_sign_and_finds_words(opened: Opened, full: Path) -> None:
    app = opened(full, "help", lang="ja")
    shown = texts(app)
    assert "12週以上の記録が必要です" in shown
    assert "**たらい回し**" in shown
    app.text_input(key="term").set_value("ﾀﾗｲ回し").run()
    assert "**たらい回し**" not in texts(app)
    app.text_input(key="term").set_value("９５％").run()
    assert "**95%区間**" in texts(app)
    assert "**たらい回し**" not in texts(app)
