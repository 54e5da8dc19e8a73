"""What people decide is never lost: two at once, a killed write, a changed mind, a new schema."""

import datetime as dt
import subprocess
import sys
from dataclasses import asdict

import pytest
import sqlalchemy as sa

from queries.errors import JournalError
from queries.journal.answers import (
    FlagAnswer,
    answer_history,
    latest_answers,
    record_answer,
)
from queries.journal.migrate import MIGRATIONS, migrate, newest
from queries.journal.store import Journal, journal_of
from queries.journal.tables import FLAG_ANSWER, VERSION

WEEK = dt.date(2026, 1, 5)
NOON = dt.datetime(2026, 1, 12, 12, 0, tzinfo=dt.UTC)


def answered(rule_id, answer, **fields):
    plain = {"kind": "late", "review_week": WEEK, "status": "revisit", "answered_at": NOON}
    return FlagAnswer(rule_id=rule_id, answer=answer, build_id="b1", **(plain | fields))


WRITER = """
import datetime as dt, sys
from queries.journal.store import Journal
from queries.journal.answers import FlagAnswer, record_answer
url, name = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
for number in range(20):
    record_answer(
        Journal(url),
        FlagAnswer(f"{name}{number}", "late", dt.date(2026, 1, 5), "revisit", "right",
                   dt.datetime(2026, 1, 12, tzinfo=dt.UTC), "b1"),
    )
"""

INTERRUPTED = """
import datetime as dt, sys
from queries.journal.store import Journal
from queries.journal.store import insert_rows
from queries.journal.tables import FLAG_ANSWER
def half(connection):
    insert_rows(connection, FLAG_ANSWER, [{
        "rule_id": "R2", "kind": "late", "review_week": dt.date(2026, 1, 5), "status": "revisit",
        "answer": "wrong", "answered_at": dt.datetime(2026, 1, 12, tzinfo=dt.UTC),
        "build_id": "b1"}])
    print("written", flush=True)
    sys.stdin.readline()
Journal(sys.argv[1]).write(half)
"""


def start(program, *words):
    return subprocess.Popen(
        [sys.executable, "-c", program, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_an_answer_comes_back_as_it_was_given(url):
    tokyo = dt.timezone(dt.timedelta(hours=9))
    given = answered(
        "R1",
        "unclear",
        note="=1+1 見直し",
        answered_by="quality",
        answered_at=dt.datetime(2026, 1, 12, 8, 30, tzinfo=tokyo),
    )
    record_answer(Journal(url), given)
    (read,) = answer_history(Journal(url))
    assert read == given
    assert read.answered_at.isoformat() == "2026-01-11T23:30:00+00:00"


def test_answering_twice_keeps_both_and_the_last_counts(url):
    journal = Journal(url)
    for answer in ("wrong", "right"):
        record_answer(journal, answered("R1", answer))
    record_answer(journal, answered("R1", "wrong", kind="unreachable"))
    assert [given.answer for given in answer_history(journal)] == ["wrong", "right", "wrong"]
    latest = {given.kind: given.answer for given in latest_answers(journal)}
    assert latest == {"late": "right", "unreachable": "wrong"}


def test_two_writers_at_once_lose_nothing(url):
    writers = [start(WRITER, url, name) for name in ("a", "b")]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    # Neither has opened the journal yet, so they also race to create its tables.
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=120)
        assert writer.returncode == 0
    stored = sorted(given.rule_id for given in answer_history(Journal(url)))
    assert stored == sorted(f"{name}{number}" for name in "ab" for number in range(20))


def test_a_killed_write_leaves_the_old_state(url):
    record_answer(Journal(url), answered("R1", "right"))
    writer = start(INTERRUPTED, url)
    assert writer.stdout.readline() == "written\n"
    writer.kill()
    writer.communicate(timeout=60)
    assert [given.rule_id for given in answer_history(Journal(url))] == ["R1"]
    record_answer(Journal(url), answered("R3", "right"))
    assert [given.rule_id for given in answer_history(Journal(url))] == ["R1", "R3"]


def test_rows_are_added_all_or_none(url):
    good, bad = asdict(answered("R1", "right")), asdict(answered("R2", "maybe"))
    with pytest.raises(JournalError, match="cannot be used"):
        Journal(url).add(FLAG_ANSWER, [good, bad])
    assert answer_history(Journal(url)) == []


def test_an_answer_that_cannot_be_meant_is_refused(url):
    with pytest.raises(ValueError, match="not one of right, wrong, unclear"):
        record_answer(Journal(url), answered("R1", "maybe"))
    with pytest.raises(ValueError, match="not one of operator"):
        record_answer(Journal(url), answered("R1", "right", answered_by="Sato"))
    bare = answered("R1", "right", answered_at=dt.datetime(2026, 1, 12))  # noqa: DTZ001
    with pytest.raises(sa.exc.StatementError, match="needs a time zone"):
        record_answer(Journal(url), bare)
    assert answer_history(Journal(url)) == []


def test_an_older_journal_is_brought_up_to_date_and_keeps_its_rows(url, tmp_path):
    (first,) = MIGRATIONS.glob("0001_*.sql")
    old = tmp_path / "old"
    old.mkdir()
    (old / first.name).write_text(first.read_text(encoding="utf-8"), encoding="utf-8")
    journal = Journal(url)
    with journal._writer.begin() as connection:
        migrate(connection, old)
        connection.exec_driver_sql(
            "insert into flag_answer (rule_id, kind, review_week, status, answer, answered_at, "
            "build_id) values ('R1', 'late', '2026-01-05', 'revisit', 'right', "
            "'2026-01-12 12:00:00.000000', 'b1')"
        )
    assert [given.rule_id for given in answer_history(journal)] == ["R1"]
    assert [row["version"] for row in journal.rows(sa.select(VERSION))] == list(
        range(1, newest() + 1)
    )


def test_a_journal_of_a_later_version_is_left_alone(url):
    journal = Journal(url)
    journal.add(VERSION, [{"version": 9999}])
    with pytest.raises(JournalError, match=r"schema 9999.*Update minaoshi"):
        latest_answers(Journal(url))


def test_reading_makes_no_file(tmp_path):
    journal = journal_of(tmp_path / "w.duckdb")
    assert latest_answers(journal) == []
    assert list(tmp_path.iterdir()) == []


def test_the_address_may_name_another_journal(tmp_path, monkeypatch):
    monkeypatch.setenv("MINAOSHI_JOURNAL", f"sqlite:///{tmp_path / 'other.sqlite'}")
    record_answer(journal_of(tmp_path / "elsewhere" / "w.duckdb"), answered("R1", "right"))
    assert [path.name for path in tmp_path.iterdir()] == ["other.sqlite"]


@pytest.mark.parametrize("address", ["mysql://user:hidden@host/db", "no address", "sqlite://"])
def test_a_wrong_address_says_what_to_write_and_tells_no_password(address):
    with pytest.raises(JournalError, match="sqlite:////folder") as caught:
        Journal(address)
    assert "hidden" not in str(caught.value)


def test_an_unreachable_database_says_where_and_tells_no_password(tmp_path):
    journal = Journal(f"postgresql://user:hidden@/db?unix_sock={tmp_path / 'none'}")
    with pytest.raises(JournalError, match=r"postgresql.*cannot be used") as caught:
        latest_answers(journal)
    assert "hidden" not in str(caught.value)


def test_a_file_that_is_no_journal_is_named(tmp_path):
    (tmp_path / "journal.sqlite").write_bytes(b"something else entirely" * 100)
    with pytest.raises(JournalError, match=r"journal\.sqlite: the journal cannot be used"):
        latest_answers(journal_of(tmp_path / "w.duckdb"))
