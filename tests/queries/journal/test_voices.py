"""Numbers of answers are kept on both databases; the last import of a desk and week counts."""

import datetime as dt

import pytest
import sqlalchemy as sa

from queries.journal.store import Journal
from queries.journal.tables import VOICE_REJECTED
from queries.journal.voices import Poll, Rejected, latest_polls, store_polls

NOON = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)
WEEK = dt.date(2026, 6, 29)


@pytest.fixture
def journal(url):
    return Journal(url)


def test_a_later_import_takes_the_place_of_the_one_before(journal):
    first = Poll(WEEK, "tokyo", None, "rules_fit", (1, 0, 2, 0, 3))
    other = Poll(WEEK, "tokyo", "A", "rules_fit", (0, 0, 0, 4, 1))
    store_polls(journal, [first, other], [], NOON)
    second = Poll(WEEK, "tokyo", None, "rules_fit", (0, 0, 0, 0, 6))
    store_polls(journal, [second], [Rejected("a.csv", 3, "no date", NOON)], NOON)
    assert latest_polls(journal) == [second, other]
    (row,) = journal.rows(sa.select(VOICE_REJECTED.c.row_number, VOICE_REJECTED.c.reason))
    assert row == {"row_number": 3, "reason": "no date"}


def test_a_week_begins_on_its_monday(journal):
    poll = Poll(dt.date(2026, 6, 30), None, None, "rules_fit", (0, 0, 0, 0, 6))
    with pytest.raises(ValueError, match="week 2026-06-30: is no Monday"):
        store_polls(journal, [poll], [], NOON)
    assert latest_polls(journal) == []
