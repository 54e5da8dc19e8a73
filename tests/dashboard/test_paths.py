"""The page of routes: its figures are those of the metrics, and each row leads to its cases."""

import datetime as dt
from pathlib import Path

import polars as pl
from streamlit.testing.v1 import AppTest

from queries.asked import Asked
from queries.measure import measure
from queries.warehouse import Warehouse

from .conftest import Opened

STOP = dt.date(2026, 7, 13)
START = STOP - dt.timedelta(weeks=13)
WEEK = "2026-07-06"


def table(app: AppTest, title: str) -> pl.DataFrame:
    found = {one.title: one.rows for one in app.session_state["export_tables"]}
    return found[title]()


def texts(app: AppTest) -> str:
    return "\n".join(str(one.value) for kind in ("markdown", "caption") for one in app.get(kind))


def test_the_flow_tells_each_link_in_words(opened: Opened, full: Path) -> None:
    app = opened(full, "paths", lang="en", week=WEEK)
    rows = table(app, "The flow of escalations")
    assert rows.columns == ["Hop", "From", "To", "Count"]
    assert rows.row(0) == ("Hop 1", "Operator", "リーダー", 684)
    assert ("Hop 2", "リーダー", "スーパーバイザー", 49) in rows.rows()
    assert ("Hop 2", "マネージャー", "Resolved", 14) in rows.rows()
    alt = app.get("echarts_chart")[0].proto.alt
    assert alt == ("The flow of escalations in 16 links. Most frequent: Operator to リーダー, 684")
    assert "Withheld groups: 10." in texts(app)


def test_waits_are_told_hop_by_hop(opened: Opened, full: Path) -> None:
    rows = table(
        opened(full, "paths", lang="en", week=WEEK), "Waits at each hop (raised to answered)"
    )
    assert rows.rows() == [
        ("Hop 1", "18 s", "2.2 min", "1,033", "100%"),
        ("Hop 2", "17 s", "Never", "67", "100%"),
    ]


def test_loops_and_steps_say_of_how_many(opened: Opened, full: Path) -> None:
    app = opened(full, "paths", lang="en", week=WEEK)
    assert table(app, "Passed around").rows() == [
        ("Contacts passed around", "5.9%", "12 of 202", ""),
        ("Bounced contacts", "1.5%", "3 of 202", ""),
    ]
    assert table(app, "Which step answered").rows() == [
        ("Step 1", "85.0%", "878 / 1,033"),
        ("Step 2", "11.8%", "122 / 1,033"),
        ("Step 3", "1.3%", "13 / 1,033"),
        ("Nobody", "1.9%", "20 / 1,033"),
    ]


def test_a_step_with_too_few_attempts_says_so(opened: Opened, full: Path) -> None:
    rows = table(opened(full, "paths", lang="en", week=WEEK), "Not reached, step by step")
    assert rows.rows()[2] == ("Step 3", "–", "2 / 15", "Not enough data")


def test_a_link_leads_to_as_many_cases(opened: Opened, full: Path) -> None:
    place = {"at__start": START.isoformat(), "at__stop": STOP.isoformat(), "at__hop": "2"}
    link = {**place, "at__link_from": "リーダー", "at__link_to": "スーパーバイザー"}
    app = opened(full, "cases", lang="en", week=WEEK, metric="route_link_volume", **link)
    assert app.subheader[0].value == "Links of routes: 49 cases"
    chips = {button.label for button in app.button}
    assert {"Hop: 2", "From: リーダー", "To: スーパーバイザー"} <= chips
    first = {**place, "at__hop": "1", "at__link_from": "level:1", "at__link_to": "リーダー"}
    app = opened(full, "cases", lang="ja", week=WEEK, metric="route_link_volume", **first)
    assert app.subheader[0].value == "経路のつながり: 684件"
    assert "から: オペレーター" in {button.label for button in app.button}
    ended = {**place, "at__hop": "1", "at__link_from": "リーダー", "at__link_to": "end:resolved"}
    app = opened(full, "cases", lang="ja", week=WEEK, metric="route_link_volume", **ended)
    assert app.subheader[0].value == "経路のつながり: 618件"
    assert "へ: 解決" in {button.label for button in app.button}


def test_a_filter_narrows_every_block(opened: Opened, full: Path) -> None:
    app = opened(full, "paths", lang="en", week=WEEK, channel="phone")
    asked = Asked(start=START, stop=STOP, channel=("phone",), by=("step",))
    step = measure(Warehouse(full), "answered_step_share", asked).frame.filter(step=1).to_dicts()[0]
    told = table(app, "Which step answered").rows()[0]
    assert told[2] == f"{step['numerator']:,} / {step['denominator']:,}"
    assert step["denominator"] < 1033


def test_a_poor_log_shows_the_flow_and_how_to_record_the_rest(opened: Opened, poor: Path) -> None:
    app = opened(poor, "paths", lang="en", week=WEEK)
    assert [one.title for one in app.session_state["export_tables"]] == ["The flow of escalations"]
    said = texts(app)
    for label in (
        "Time to reach somebody",
        "Contacts passed around",
        "Escalations by the step that answered",
        "Failed attempts",
    ):
        assert f"**{label}: not recorded**" in said
