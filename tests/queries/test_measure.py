"""What may be asked, what comes back, and what a figure may be used for."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from queries.asked import Asked
from queries.errors import QueryError, UnknownMetricError
from queries.measure import cases, measure, measure_all
from queries.thresholds import coverage_minimum
from queries.warehouse import Warehouse

MakeWarehouse = Callable[..., Warehouse]
MONDAY = dt.date(2026, 1, 5)


def escalations(number: int, **columns: Any) -> list[dict[str, Any]]:
    return [{"contact_id": f"c{n}", "day": MONDAY, **columns} for n in range(number)]


def test_a_grain_that_the_fact_lacks_is_refused_with_those_it_has(
    make_warehouse: MakeWarehouse,
) -> None:
    with pytest.raises(QueryError) as caught:
        measure(make_warehouse({}), "escalation_rate", Asked(by=("rule_id",)))
    assert str(caught.value) == (
        "escalation_rate: cannot be grouped by 'rule_id'. It can be grouped by week_start, day, "
        "center, team, channel, category."
    )


def test_a_misspelt_grain_offers_the_nearest(make_warehouse: MakeWarehouse) -> None:
    with pytest.raises(QueryError, match="Did you mean 'weekday'"):
        measure(make_warehouse({}), "return_rate", Asked(by=("week_day",)))


def test_a_filter_that_the_fact_lacks_is_refused_and_never_ignored(
    make_warehouse: MakeWarehouse,
) -> None:
    asked = Asked(slot=("name",))
    with pytest.raises(QueryError, match="return_rate: cannot be filtered by 'slot'"):
        measure(make_warehouse({}), "return_rate", asked)
    with pytest.raises(QueryError, match="return_rate: cannot be filtered by 'slot'"):
        cases(make_warehouse({}), "return_rate", asked)


def test_the_business_clock_is_refused_where_nothing_is_timed(
    make_warehouse: MakeWarehouse,
) -> None:
    with pytest.raises(QueryError, match="does not run on the business clock"):
        measure(make_warehouse({}), "return_rate", Asked(clock="business"))


def test_an_unknown_clock_is_refused() -> None:
    with pytest.raises(ValueError, match="'lunar' is none of wall, business"):
        Asked(clock="lunar")


def test_groups_come_in_the_order_asked_for_and_unknown_ones_last(
    make_warehouse: MakeWarehouse,
) -> None:
    rows = [
        {"contact_id": "c1", "day": MONDAY, "center": None, "is_returned": True},
        {"contact_id": "c2", "day": MONDAY, "center": "tokyo", "is_returned": True},
        {"contact_id": "c3", "day": MONDAY, "center": "osaka", "is_returned": True},
    ]
    warehouse = make_warehouse({"facts.fct_escalation": rows})
    frame = measure(warehouse, "return_rate", Asked(by=("center", "week_start"))).frame
    assert frame.columns[:3] == ["center", "week_start", "numerator"]
    assert frame["center"].to_list() == ["osaka", "tokyo", None]


def test_a_row_narrows_the_question_to_its_cases(make_warehouse: MakeWarehouse) -> None:
    rows = [
        {"contact_id": "c1", "day": MONDAY, "rule_id": "R1", "is_returned": True},
        {"contact_id": "c2", "day": MONDAY, "rule_id": None, "is_returned": True},
        {"contact_id": "c3", "day": dt.date(2026, 1, 12), "rule_id": None, "is_returned": True},
    ]
    warehouse = make_warehouse({"facts.fct_escalation": rows})
    asked = Asked(start=dt.date(2026, 1, 1), by=("week_start", "rule_id"))
    behind = [
        cases(warehouse, "return_rate", asked.at(row))["contact_id"].to_list()
        for row in measure(warehouse, "return_rate", asked).frame.to_dicts()
    ]
    assert behind == [["c1"], ["c2"], ["c3"]]


def test_narrowing_keeps_within_the_period_asked_for() -> None:
    asked = Asked(start=dt.date(2026, 1, 7), stop=dt.date(2026, 1, 10), channel=("phone",))
    narrowed = asked.at({"week_start": MONDAY})
    assert (narrowed.start, narrowed.stop) == (dt.date(2026, 1, 7), dt.date(2026, 1, 10))
    assert (narrowed.channel, narrowed.by) == (("phone",), ())


def test_too_few_cases_have_figures_and_no_verdict(make_warehouse: MakeWarehouse) -> None:
    given = {"facts.fct_escalation": escalations(19, is_returned=True)}
    result = measure(make_warehouse(given), "return_rate", Asked())
    assert result.frame.select("metric_value", "status", "has_verdict").row(0) == (
        100.0,
        "too_few",
        False,
    )
    assert result.status == "too_few"


def test_enough_cases_have_a_verdict(make_warehouse: MakeWarehouse) -> None:
    given = {"facts.fct_escalation": escalations(20, is_returned=True)}
    result = measure(make_warehouse(given), "return_rate", Asked())
    assert result.frame.select("status", "has_verdict").row(0) == ("ok", True)
    assert (result.status, result.threshold.min_denominator) == ("ok", 20)


def test_an_event_that_never_occurs_makes_the_whole_not_recorded(
    make_warehouse: MakeWarehouse,
) -> None:
    given = {"facts.fct_escalation": escalations(30, is_returned=False)}
    result = measure(make_warehouse(given, recorded=["escalated"]), "return_rate", Asked())
    assert (result.status, result.missing) == ("not_recorded", ("returned",))
    row = result.frame.row(0, named=True)
    assert (row["numerator"], row["denominator"], row["metric_value"]) == (None, None, None)
    assert (row["cases"], row["week_start"]) == (30, MONDAY)


def test_either_of_two_events_will_do(make_warehouse: MakeWarehouse) -> None:
    given = {"facts.fct_contact": [{"contact_id": "c1", "day": MONDAY, "end_kind": "open"}]}
    warehouse = make_warehouse(given, recorded=["closed"])
    assert measure(warehouse, "open_contact_count", Asked()).status == "ok"


def test_low_coverage_has_figures_and_no_verdict(make_warehouse: MakeWarehouse) -> None:
    rows = escalations(79, is_returned=False) + escalations(21, is_returned=None)
    result = measure(make_warehouse({"facts.fct_escalation": rows}), "return_rate", Asked())
    assert result.frame.select("coverage", "status", "has_verdict").row(0) == (0.79, "ok", False)


def test_coverage_at_the_minimum_is_enough(make_warehouse: MakeWarehouse) -> None:
    rows = escalations(80, is_returned=False) + escalations(20, is_returned=None)
    result = measure(make_warehouse({"facts.fct_escalation": rows}), "return_rate", Asked())
    assert result.frame["has_verdict"].item() is True


def test_a_center_sets_its_own_minimum_coverage(tmp_path: Path) -> None:
    warehouse = tmp_path / "minaoshi.duckdb"
    assert coverage_minimum(warehouse) == 0.8
    (tmp_path / "minaoshi.toml").write_text("coverage_minimum = 0.9\n", encoding="utf-8")
    assert coverage_minimum(warehouse) == 0.9


def test_a_result_carries_its_build(make_warehouse: MakeWarehouse) -> None:
    warehouse = make_warehouse({"meta.build": [{"build_id": "b7", "time_zone": "Asia/Tokyo"}]})
    assert measure(warehouse, "return_rate", Asked()).build_id == "b7"


def test_nothing_in_the_period_is_empty_and_not_a_failure(make_warehouse: MakeWarehouse) -> None:
    result = measure(make_warehouse({}), "return_rate", Asked())
    assert result.is_empty
    assert result.failure is None
    assert result.status == "too_few"


def test_one_metric_that_fails_does_not_take_the_others_along(
    make_warehouse: MakeWarehouse,
) -> None:
    asked = Asked(by=("target",))
    found = measure_all(make_warehouse({}), ["return_rate", "escalation_rate"], asked)
    assert found["return_rate"].failure is None
    assert found["escalation_rate"].status == "failed"
    assert "cannot be grouped by 'target'" in str(found["escalation_rate"].failure)


def test_an_unknown_metric_is_an_error_even_among_many(make_warehouse: MakeWarehouse) -> None:
    with pytest.raises(UnknownMetricError):
        measure_all(make_warehouse({}), ["no_such_rate"], Asked())


def test_cases_come_in_pages_newest_first(make_warehouse: MakeWarehouse) -> None:
    rows = [
        {
            "contact_id": f"c{n}",
            "day": MONDAY,
            "is_returned": True,
            "raised_at": dt.datetime(2026, 1, 5, n),  # noqa: DTZ001, filled in UTC
        }
        for n in range(5)
    ]
    warehouse = make_warehouse({"facts.fct_escalation": rows})
    page = cases(warehouse, "return_rate", Asked(), limit=2, offset=1)
    assert page["contact_id"].to_list() == ["c3", "c2"]
