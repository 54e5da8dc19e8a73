"""A published report is frozen; what comes late is told as then, now and how many cases."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

import minaoshi
from dashboard.figures.ink import LIGHT
from dashboard.frame.chosen import Chosen
from dashboard.frame.view import View
from dashboard.reading import data, journal
from dashboard.report import corrections, frozen
from dashboard.report.text import as_text
from dashboard.report.weekly import weekly_report
from dashboard.words import in_language
from etl.pipeline import load
from etl.simulate import write_simulation
from queries.journal.published import published_reports
from queries.journal.store import journal_of

from .conftest import NOW, PLAN, Opened
from .test_pages import texts

WEEK = "2026-07-06"
LATE = 40


def view_of(warehouse: Path, lang: str = "ja") -> View:
    build = data.build(str(warehouse))
    choices = data.choices(build)
    week = choices.week(WEEK)
    assert week is not None
    return View(in_language(lang), build, choices, Chosen(lang, week), LIGHT)


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A poor log of which 40 contacts of the last week came after its report was published."""
    folder = tmp_path_factory.mktemp("late")
    write_simulation(PLAN, folder / "log", profile="poor")
    (source,) = sorted((folder / "log").glob("*.csv"))
    lines = source.read_bytes().splitlines(keepends=True)
    source.write_bytes(b"".join(lines[:-LATE]))
    rest = folder / "rest.csv"
    rest.write_bytes(b"".join([lines[0], *lines[-LATE:]]))
    warehouse = folder / "w.duckdb"
    load([source], "poor_ja", warehouse, NOW)
    frozen.publish(view_of(warehouse), "manager", NOW)
    load([rest], "poor_ja", warehouse, NOW + dt.timedelta(hours=1))
    return warehouse


def test_what_came_late_stands_in_the_next_report(late: Path) -> None:
    view = view_of(late)
    (report,) = journal.published(view.build)
    moved = {found.label: found for found in corrections.moved(view, report)}
    contacts = moved["対応件数"]
    assert contacts.late == LATE
    then = int(contacts.then.replace(",", "").removesuffix("件"))
    assert contacts.now == f"{then + LATE:,}件"
    line = f"7/6週 対応件数 {contacts.then} → {contacts.now}(後着40件)"
    paper = as_text(weekly_report(view))
    assert "前回からの訂正" in paper
    assert line in paper
    assert line not in report.text


def test_the_page_lists_what_was_given_out(late: Path, opened: Opened) -> None:
    shown = texts(opened(late, "reports", lang="en", week=WEEK))
    assert "Week of 2026/07/06, edition 1" in shown
    assert "Manager" in shown
    assert "(40 late cases)" in shown
    weekly = texts(opened(late, "weekly", lang="en", week=WEEK))
    assert "Corrections to earlier reports" in weekly


def test_another_way_of_computing_is_no_late_case(late: Path) -> None:
    view = view_of(late, "en")
    (report,) = journal.published(view.build)
    figures = {
        name: dataclasses.replace(figure, definition="another")
        for name, figure in report.figures.items()
        if name == "escalation_rate"
    }
    (found,) = corrections.moved(view, dataclasses.replace(report, figures=figures))
    assert corrections.said(found, view).endswith("(computed otherwise since)")


def test_the_command_publishes(full: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    own = tmp_path / "w.duckdb"
    own.write_bytes(full.read_bytes())
    given = ["report", "week", "--week", WEEK, "--publish", "--by", "quality"]
    assert minaoshi.main([*given, "--warehouse", str(own)]) == 0
    (report,) = published_reports(journal_of(own))
    assert (report.week, report.published_by) == (dt.date(2026, 7, 6), "quality")
    assert report.text == capsys.readouterr().out
    assert report.figures["escalation_rate"].status == "ok"
    assert minaoshi.main(["report", "summary", "--publish", "--warehouse", str(own)]) == 2
