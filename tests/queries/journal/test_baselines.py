"""Locked ranges are kept on both databases, and the last word on a week counts."""

import datetime as dt

import pytest

from queries.journal.baselines import (
    Baseline,
    baseline_history,
    locked_baselines,
    record_baseline,
)
from queries.journal.store import Journal

NOON = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)
WINTER, SPRING = dt.date(2026, 1, 5), dt.date(2026, 4, 6)


@pytest.fixture
def journal(url):
    return Journal(url)


def locked(week, metric="escalation_rate", **fields):
    return Baseline(metric, week, "new call flow", NOON, **fields)


def test_locks_come_back_by_metric_the_oldest_first(journal):
    for given in (locked(SPRING), locked(WINTER, set_by="quality"), locked(WINTER, "bounce_rate")):
        record_baseline(journal, given)
    assert locked_baselines(journal) == {
        "escalation_rate": (locked(WINTER, set_by="quality"), locked(SPRING)),
        "bounce_rate": (locked(WINTER, "bounce_rate"),),
    }


def test_a_lock_that_is_taken_back_stays_on_record(journal):
    record_baseline(journal, locked(WINTER))
    record_baseline(journal, locked(WINTER, action="unlock"))
    assert locked_baselines(journal) == {}
    assert [given.action for given in baseline_history(journal)] == ["lock", "unlock"]
    record_baseline(journal, locked(WINTER))
    assert locked_baselines(journal) == {"escalation_rate": (locked(WINTER),)}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (locked(dt.date(2026, 1, 6)), "first_week 2026-01-06: is no Monday"),
        (Baseline("bounce_rate", WINTER, " ", NOON), "needs a cause that is known"),
        (locked(WINTER, set_by="Hanako"), "set_by `Hanako`: not one of operator, leader"),
    ],
)
def test_what_cannot_be_kept_is_refused(journal, given, said):
    with pytest.raises(ValueError, match=said):
        record_baseline(journal, given)
    assert baseline_history(journal) == []
