"""What is entered on the recording form is kept on both databases, and corrected by adding."""

import dataclasses
import datetime as dt

import pytest

from queries.journal.recorded import (
    NO_RULE,
    Request,
    keep_request,
    mark_week,
    requests_of,
    week_extents,
)
from queries.journal.store import Journal

NOON = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 6, 29)


@pytest.fixture
def journal(url):
    return Journal(url)


def request(name, day=MONDAY, **fields):
    return Request(name, f"C-{name}", day, NOON, **fields)


def test_a_request_comes_back_as_it_was_entered(journal):
    given = request(
        "a",
        asked_clock=dt.time(14, 5),
        answered_clock=dt.time(14, 9),
        target="リーダー",
        means="verbal",
        mode="consult",
        reason="authority",
        rule_id=NO_RULE,
        not_reached=("スーパーバイザー", "マネージャー"),
        ending="advised",
        judgement="could_have_stayed",
        asked_again=(),
    )
    keep_request(journal, given)
    assert requests_of(journal, MONDAY) == [given]


def test_blank_stays_unknown_and_none_stays_none(journal):
    keep_request(journal, request("blank"))
    keep_request(journal, request("none", not_reached=(), asked_again=()))
    blank, none = requests_of(journal)
    assert (blank.not_reached, blank.asked_again, blank.rule_id) == (None, None, None)
    assert (none.not_reached, none.asked_again) == ((), ())


def test_a_week_is_listed_by_time_from_monday_to_sunday(journal):
    days = [("next", 7), ("sunday", 6), ("late", 0), ("early", 0), ("before", -1)]
    clocks = {"late": dt.time(17, 0), "early": dt.time(9, 0)}
    for name, after in days:
        day = MONDAY + dt.timedelta(days=after)
        keep_request(journal, request(name, day, asked_clock=clocks.get(name)))
    assert [found.request_id for found in requests_of(journal, MONDAY)] == [
        "early",
        "late",
        "sunday",
    ]
    assert len(requests_of(journal)) == 5


def test_the_last_word_on_a_request_counts(journal):
    first = request("a", target="リーダー")
    keep_request(journal, first)
    corrected = dataclasses.replace(first, target="マネージャー", asked_on=dt.date(2026, 7, 6))
    keep_request(journal, corrected)
    assert requests_of(journal, MONDAY) == []
    assert requests_of(journal, dt.date(2026, 7, 6)) == [corrected]
    keep_request(journal, dataclasses.replace(corrected, action="remove"))
    assert requests_of(journal) == []


def test_a_week_is_complete_or_a_sample_as_was_last_said(journal):
    assert week_extents(journal) == {}
    mark_week(journal, MONDAY, "complete", NOON)
    mark_week(journal, dt.date(2026, 7, 6), "complete", NOON)
    mark_week(journal, MONDAY, "sampled", NOON)
    assert week_extents(journal) == {MONDAY: "sampled", dt.date(2026, 7, 6): "complete"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Request("a", " ", MONDAY, NOON), "contact_id ` `: 1 to 60 characters"),
        (Request("a", "9" * 61, MONDAY, NOON), "1 to 60 characters"),
        (request("a", mode="chat"), "mode `chat`: not one of consult, takeover, emergency"),
        (request("a", ending="lost"), "ending `lost`: not one of advised, taken_over"),
        (request("a", judgement="good"), "judgement `good`: not one of needed"),
    ],
)
def test_a_request_that_cannot_be_kept_is_refused(journal, given, said):
    with pytest.raises(ValueError, match=said):
        keep_request(journal, given)
    assert requests_of(journal) == []


@pytest.mark.parametrize(
    ("week", "extent", "said"),
    [
        (dt.date(2026, 7, 1), "sampled", "week 2026-07-01: is no Monday"),
        (MONDAY, "half", "extent `half`: not one of complete, sampled, unknown"),
    ],
)
def test_a_mark_that_means_nothing_is_refused(journal, week, extent, said):
    with pytest.raises(ValueError, match=said):
        mark_week(journal, week, extent, NOON)
    assert week_extents(journal) == {}
