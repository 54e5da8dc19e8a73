"""Saved views and notes are kept on both databases, and what is taken back stays on record."""

import dataclasses
import datetime as dt

import pytest

from queries.journal.migrate import MIGRATIONS, migrate
from queries.journal.notes import Note, notes_about, notes_of, write_note
from queries.journal.store import Journal
from queries.journal.views import SavedView, save_view, saved_views

NOON = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)
WEEK = dt.date(2026, 6, 29)


@pytest.fixture
def journal(url):
    return Journal(url)


def view(name, **params):
    return SavedView(name, "weekly", params, NOON)


def note(text, week=WEEK, **fields):
    return Note(week, "weekly", {"channel": ["phone"]}, text, NOON, **fields)


def test_of_two_views_under_one_name_the_last_counts(journal):
    assert saved_views(journal) == []
    save_view(journal, view("電話", channel=["phone"]))
    save_view(journal, view("返品", category=["返品・交換", "配送"]))
    save_view(journal, view("電話", channel=["phone"], center=["tokyo"]))
    assert saved_views(journal) == [
        view("返品", category=["返品・交換", "配送"]),
        view("電話", channel=["phone"], center=["tokyo"]),
    ]
    save_view(journal, dataclasses.replace(view("電話"), action="remove"))
    assert [found.name for found in saved_views(journal)] == ["返品"]


def test_notes_come_back_by_week_the_oldest_first(journal):
    written = [note("システム障害あり"), note("新人研修", written_by="leader")]
    for given in (*written, note("別の週", week=dt.date(2026, 7, 6))):
        write_note(journal, given)
    assert notes_of(journal, WEEK) == written
    write_note(journal, dataclasses.replace(written[0], action="remove"))
    assert notes_of(journal, WEEK) == [written[1]]


def test_notes_about_a_chart_are_those_of_its_weeks(journal):
    before, after = dt.date(2026, 6, 22), dt.date(2026, 7, 6)
    told = [
        note("祝日", week=before, about="escalation_rate"),
        note("障害", about="escalation_rate"),
    ]
    others = [
        note("全体のこと"),
        note("別の図", about="reopen_rate"),
        note("まだ先", week=after, about="escalation_rate"),
    ]
    for given in (*told, *others):
        write_note(journal, given)
    assert notes_about(journal, "escalation_rate", before, WEEK) == told
    assert notes_about(journal, "escalation_rate", WEEK, WEEK) == told[1:]
    write_note(journal, dataclasses.replace(told[1], action="remove"))
    assert notes_about(journal, "escalation_rate", before, WEEK) == told[:1]


def test_a_decision_says_what_which_role_and_until_when(journal):
    decided = note(
        "返金の上限を見直す",
        about="rule.named.R012",
        kind="decision",
        assigned_to="quality",
        due=dt.date(2026, 7, 20),
    )
    open_end = note("記録票を配る", kind="decision")
    for given in (decided, open_end):
        write_note(journal, given)
    assert notes_of(journal, WEEK) == [decided, open_end]
    assert [found.is_decision for found in notes_of(journal, WEEK)] == [True, True]


def test_notes_from_before_there_were_decisions_are_remarks(url, tmp_path):
    before = tmp_path / "before"
    before.mkdir()
    for path in sorted(MIGRATIONS.glob("*.sql"))[:6]:
        (before / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    journal = Journal(url)
    with journal._writer.begin() as connection:
        migrate(connection, before)
        connection.exec_driver_sql(
            "insert into note (week, page, scope, text, action, written_at) values "
            "('2026-06-29', 'weekly', '{}', '前からのメモ', 'write', '2026-07-01 12:00:00.000000')"
        )
    (found,) = notes_of(journal, WEEK)
    assert (found.text, found.kind, found.about, found.due) == ("前からのメモ", "note", None, None)


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_view_needs_a_name(journal, name):
    with pytest.raises(ValueError, match="1 to 60 characters"):
        save_view(journal, view(name))
    assert saved_views(journal) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (note(" "), "1 to 2000 characters"),
        (note("a", week=dt.date(2026, 7, 1)), "week 2026-07-01: is no Monday"),
        (note("a", written_by="Hanako"), "written_by `Hanako`: not one of operator, leader"),
        (note("a", kind="wish"), "kind `wish`: not one of note, decision"),
        (
            note("a", kind="decision", assigned_to="Hanako"),
            "assigned_to `Hanako`: not one of operator, leader",
        ),
        (note("a", due=dt.date(2026, 7, 6)), "of a decision only"),
    ],
)
def test_a_note_that_cannot_be_kept_is_refused(journal, given, said):
    with pytest.raises(ValueError, match=said):
        write_note(journal, given)
    assert notes_of(journal, WEEK) == []
