"""A meeting walks through the review item by item, keeps what it decides, and writes it down."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figures.ink import LIGHT
from dashboard.frame.chosen import Chosen
from dashboard.frame.view import View
from dashboard.reading import data, journal
from dashboard.report.text import as_text
from dashboard.report.weekly import weekly_report
from dashboard.words import in_language

from .conftest import Opened
from .test_pages import texts

WEEK = "2026-07-06"
RULE = "rule.none.category = 'その他'"


@pytest.fixture
def own(full: Path, tmp_path: Path) -> Path:
    """A warehouse whose journal nobody else writes in."""
    return Path(shutil.copy(full, tmp_path / "w.duckdb"))


def view_of(warehouse: Path, lang: str) -> View:
    build = data.build(str(warehouse))
    choices = data.choices(build)
    week = choices.week(WEEK)
    assert week is not None
    return View(in_language(lang), build, choices, Chosen(lang, week), LIGHT)


def meeting(opened: Opened, warehouse: Path, item: str | None = None, lang: str = "en") -> AppTest:
    """The meeting about one center, in whose week one figure is unusual."""
    params = {"lang": lang, "week": WEEK, "center": "tokyo", "mode": "meet"}
    return opened(warehouse, **params, **({"item": item} if item else {}))


def press(app: AppTest, label: str) -> AppTest:
    (button,) = (found for found in app.button if found.label == label)
    return button.click().run()


def test_a_meeting_walks_through_what_the_review_brings_up(opened: Opened, own: Path) -> None:
    app = meeting(opened, own)
    titles = [app.title[0].value]
    while not next(found for found in app.button if found.label == "Next").disabled:
        press(app, "Next")
        assert not app.exception
        assert not app.error
        titles.append(app.title[0].value)
    assert titles == [
        "Conclusion of the week",
        "Time to escalate (median)",
        "その他",
        "Corrections to earlier reports",
        "Decisions and minutes",
    ]
    press(app, "Back")
    assert app.title[0].value == "Corrections to earlier reports"
    assert app.query_params["item"] == "corrections"


@pytest.mark.parametrize("log", ["poor", "without_questions"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_meeting_goes_to_its_end_on_every_log(
    request: pytest.FixtureRequest, opened: Opened, log: str, lang: str
) -> None:
    words = in_language(lang)
    app = opened(request.getfixturevalue(log), lang=lang, week=WEEK, mode="meet")
    while app.title[0].value != words("item.decisions"):
        press(app, words("meeting.on"))
        assert not app.exception
        assert not app.error
    assert words("app.not_for_appraisal") in app.code[0].value


def test_each_item_shows_what_it_is_about(opened: Opened, own: Path) -> None:
    summary = meeting(opened, own)
    assert [found.value for found in summary.header][::2] == [
        "**Time to escalate (median) 9.8 min** (within 7.2–18 min, but a lasting shift): unusual.",
        "Whether to revisit **その他** (No rule): who, by when?",
    ]
    figure = meeting(opened, own, "time_to_escalate")
    assert "Time to escalate over time" in texts(figure)
    assert len(figure.get("plotly_chart")) == 1
    rule = meeting(opened, own, RULE)
    assert {"Right", "Wrong", "Cannot say"} <= {button.label for button in rule.button}
    assert "No report has been published yet." in texts(meeting(opened, own, "corrections"))


def test_nothing_but_the_item_stands_around_a_meeting(opened: Opened, own: Path) -> None:
    app = meeting(opened, own)
    assert "week" not in {element.key for element in app.selectbox}
    assert not app.multiselect
    assert "2026/07/06 to 07/12　Showing: tokyo. By date received." in texts(app)
    press(app, "End meeting")
    assert app.title[0].value == "Weekly review"
    assert app.multiselect(key="center").value == ["tokyo"]
    assert "mode" not in app.query_params
    press(app, "Start meeting")
    assert app.title[0].value == "Conclusion of the week"


@pytest.mark.parametrize(("name", "value"), [("item", "lunch"), ("mode", "dance")])
def test_a_link_to_nothing_is_told(opened: Opened, own: Path, name: str, value: str) -> None:
    given = {"lang": "en", "week": WEEK, "mode": "meet", name: value}
    app = opened(own, **given)
    assert f"{name}={value}" in app.warning[0].value


def test_what_is_decided_is_kept_by_role_and_stands_in_the_minutes(
    opened: Opened, own: Path
) -> None:
    app = meeting(opened, own, "time_to_escalate", "ja")
    app.text_area(key="decision_time_to_escalate").input("受付の\n手順を見直す")
    app.selectbox(key="assigned_time_to_escalate").select("leader")
    app.selectbox(key="due_time_to_escalate").select(dt.date(2026, 7, 27))
    press(app, "決定を残す")
    assert "リーダー・7/27(月)" in texts(app)
    (kept,) = journal.notes(data.build(str(own)), dt.date(2026, 7, 6))
    assert (kept.kind, kept.about, kept.assigned_to) == ("decision", "time_to_escalate", "leader")
    minutes = meeting(opened, own, "decisions", "ja").code[0].value
    assert minutes.splitlines()[:2] == [
        "週次レビュー 議事録 2026/7/6(月)–7/12(日)【速報】",
        "対象: tokyo。受付日基準。",
    ]
    decided = minutes[minutes.index("決まったこと") :].splitlines()
    assert decided[1] == "  受付の 手順を見直す  リーダー・7/27(月)  エスカレまでの時間(中央値)"
    assert "受付の 手順を見直す  リーダー・7/27(月)" in as_text(weekly_report(view_of(own, "ja")))
    elsewhere = meeting(opened, own, "summary", "ja")
    assert "リーダー・7/27(月)" not in texts(elsewhere)


def test_an_empty_decision_is_not_kept(opened: Opened, own: Path) -> None:
    app = press(meeting(opened, own), "Keep decision")
    assert [found.value for found in app.warning] == ["Write something first."]
    assert journal.notes(data.build(str(own)), dt.date(2026, 7, 6)) == []


def test_an_answer_to_a_flag_stands_in_the_minutes(opened: Opened, own: Path) -> None:
    press(meeting(opened, own, RULE), "Right")
    minutes = meeting(opened, own, "decisions").code[0].value
    assert "その他: No rule." in minutes
    assert "→ Answered: Right" in minutes


def test_a_note_on_a_chart_is_read_under_it_and_in_the_report(opened: Opened, own: Path) -> None:
    app = opened(own, lang="ja", week=WEEK)
    app.text_area(key="note_text_escalation_rate").input("祝日で受付が少ない")
    app.selectbox(key="note_role_escalation_rate").select("quality")
    (form,) = (found for found in app.button if "write_note_escalation_rate" in found.form_id)
    form.click().run()
    assert not app.exception
    assert "祝日で受付が少ない" in [found.value for found in app.main.get("text")]
    assert "7/6週" in texts(app)
    paper = as_text(weekly_report(view_of(own, "ja")))
    (line,) = (line for line in paper.splitlines() if "祝日で受付が少ない" in line)
    assert "・品質チーム・エスカレ率・全拠点・全チャネル・全区分" in line
    other = opened(own, lang="ja", week="2026-06-29")
    assert "祝日で受付が少ない" not in [found.value for found in other.main.get("text")]
