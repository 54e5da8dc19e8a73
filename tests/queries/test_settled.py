"""When a figure is final 確定 and when it is still provisional 速報."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from queries.asked import Asked
from queries.measure import measure, measure_all
from queries.warehouse import Warehouse

MakeWarehouse = Callable[..., Warehouse]
MONDAY, SUNDAY = dt.date(2026, 1, 5), dt.date(2026, 1, 11)


def built(as_of: str | None, zone: str = "Asia/Tokyo") -> list[dict[str, Any]]:
    stamp = None if as_of is None else dt.datetime.fromisoformat(as_of).astimezone(dt.UTC)
    return [{"build_id": "b1", "as_of": stamp, "time_zone": zone}]


@pytest.fixture
def answer(make_warehouse: MakeWarehouse) -> Callable[..., list[bool]]:
    """Give a function that asks a metric over one contact of the week, as of a moment."""

    def ask(as_of: str | None, name: str, asked: Asked, **contact: Any) -> list[bool]:
        shared = {"contact_id": "c1", "day": MONDAY}
        opened_at = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
        given = {
            "meta.build": built(as_of),
            "facts.fct_escalation": [{**shared, "is_returned": True}],
            "facts.fct_contact": [
                {**shared, "opened_at": opened_at, "end_kind": "resolved", **contact}
            ],
            "facts.agg_contact_day": [{"day": MONDAY, "contacts": 1, "escalated_contacts": 0}],
        }
        return measure(make_warehouse(given), name, asked).frame["is_final"].to_list()

    return ask


@pytest.mark.parametrize(
    ("as_of", "is_final"),
    [
        pytest.param("2026-01-10T23:59:59+09:00", False, id="on_saturday_the_week_runs"),
        pytest.param("2026-01-11T00:00:00+09:00", True, id="a_log_to_sunday_has_the_week"),
        # Still Saturday in UTC: the center's own calendar counts.
        pytest.param("2026-01-10T15:00:00+00:00", True, id="on_the_centers_calendar"),
    ],
)
def test_without_follow_up_a_week_is_final_once_it_is_over(answer, as_of, is_final):
    assert answer(as_of, "escalation_rate", Asked()) == [is_final]


@pytest.mark.parametrize(
    ("as_of", "is_final"),
    [("2026-01-17T23:59:59+09:00", False), ("2026-01-18T00:00:00+09:00", True)],
)
def test_with_follow_up_a_week_is_final_once_that_is_over_too(answer, as_of, is_final):
    assert answer(as_of, "return_rate", Asked()) == [is_final]


def test_a_case_that_is_still_followed_up_keeps_its_week_provisional(answer):
    late = {"is_reopened": False, "resolved_at": dt.datetime(2026, 1, 20, tzinfo=dt.UTC)}
    early = {"is_reopened": False, "resolved_at": dt.datetime(2026, 1, 6, tzinfo=dt.UTC)}
    as_of = "2026-01-26T00:00:00+00:00"
    assert answer(as_of, "reopen_rate", Asked(), **late) == [False]
    assert answer(as_of, "first_contact_resolution_rate", Asked(), **late) == [False]
    assert answer(as_of, "reopen_rate", Asked(), **early) == [True]


def test_a_week_with_open_contacts_is_provisional_however_old(answer):
    as_of = "2027-01-01T00:00:00+00:00"
    for name in ("open_contact_count", "overdue_contact_count"):
        assert answer(as_of, name, Asked(), end_kind="open") == [False]
        assert answer(as_of, name, Asked()) == [True]


@pytest.mark.parametrize(
    ("asked", "is_final"),
    [
        pytest.param(Asked(by=("day",)), True, id="a_day"),
        pytest.param(Asked(stop=dt.date(2026, 1, 8)), True, id="the_part_of_a_week_that_is_asked"),
        pytest.param(Asked(by=(), stop=dt.date(2026, 1, 8)), True, id="a_total_that_ends"),
        pytest.param(Asked(by=(), stop=dt.date(2026, 1, 9)), False, id="a_total_that_runs"),
        pytest.param(Asked(by=()), False, id="a_total_without_an_end"),
        pytest.param(Asked(by=("center",)), False, id="groups_without_an_end"),
        pytest.param(Asked(), False, id="a_week"),
    ],
)
def test_a_row_ends_with_its_day_its_week_or_the_question(answer, asked, is_final):
    assert answer("2026-01-07T12:00:00+09:00", "escalation_rate", asked) == [is_final]


def test_without_a_moment_of_the_build_nothing_is_final(answer):
    assert answer(None, "escalation_rate", Asked(stop=SUNDAY)) == [False]


def test_a_kept_answer_says_it_too_and_a_failure_has_no_rows(make_warehouse):
    found = measure_all(make_warehouse({}), ["time_to_reach"], Asked())["time_to_reach"]
    assert "is_final" in found.frame.columns
    failed = measure_all(make_warehouse({}), ["return_rate"], Asked(by=("slot",)))["return_rate"]
    assert failed.frame.is_empty()
