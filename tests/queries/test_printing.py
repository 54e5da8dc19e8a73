"""What is printed for a metric."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable

import pytest

from queries.asked import Asked
from queries.measure import cases, measure, measure_all
from queries.printing import list_metrics, print_cases, print_result
from queries.warehouse import Warehouse

MakeWarehouse = Callable[..., Warehouse]
MONDAY = dt.date(2026, 1, 5)


@pytest.fixture
def warehouse(make_warehouse: MakeWarehouse) -> Warehouse:
    rows = [
        {"contact_id": f"c{n}", "day": MONDAY, "center": "tokyo [east]", "is_returned": n < 5}
        for n in range(20)
    ]
    return make_warehouse({"facts.fct_escalation": rows})


def test_a_table_has_figures_and_what_they_mean(warehouse: Warehouse) -> None:
    lines = print_result(measure(warehouse, "return_rate", Asked())).splitlines()
    assert lines[0] == "Returned escalations"
    row = next(line for line in lines if line.startswith("2026-01-05"))
    assert " ".join(row.split()) == "2026-01-05 5 20 25.00 20 20 100 % ok yes no"
    assert lines[-1] == "build: empty"


def test_a_table_in_japanese(warehouse: Warehouse) -> None:
    lines = print_result(measure(warehouse, "return_rate", Asked()), lang="ja").splitlines()
    assert lines[:2] == ["差し戻し率", "受け手が差し戻したエスカレーションはどれだけか"]
    assert lines[-3] == "metric_value の単位: percent; 全期間"
    assert lines[-1] == "ビルド: empty"


@pytest.mark.parametrize(
    ("lang", "soft"),
    [
        (
            "en",
            "provisional: 1 of 2 rows; final once the last day and 7 days of follow-up are on "
            "record",
        ),
        ("ja", "速報: 2 行中 1 行。最終日と、その後の追跡 7 日分の記録がそろうと確定"),
    ],
)
def test_what_may_still_change_is_said(make_warehouse: MakeWarehouse, lang: str, soft: str) -> None:
    as_of = dt.datetime(2026, 1, 18, 12, tzinfo=dt.UTC)
    rows = [
        {"contact_id": f"c{d}", "day": dt.date(2026, 1, d), "is_returned": True} for d in (5, 12)
    ]
    warehouse = make_warehouse(
        {
            "meta.build": [{"build_id": "b1", "as_of": as_of, "time_zone": "UTC"}],
            "facts.fct_escalation": rows,
        }
    )
    result = measure(warehouse, "return_rate", Asked())
    assert soft in print_result(result, lang=lang).splitlines()
    answer = json.loads(print_result(result, "json"))
    assert answer["follow_up_days"] == 7
    assert [row["is_final"] for row in answer["rows"]] == [True, False]
    table = csv.DictReader(io.StringIO(print_result(result, "csv")))
    assert [row["is_final"] for row in table] == ["True", "False"]


def test_names_in_brackets_are_printed_as_they_are(warehouse: Warehouse) -> None:
    text = print_result(measure(warehouse, "return_rate", Asked(by=("center",))))
    assert "tokyo [east]" in text


def test_json_has_what_was_asked_and_the_rows(warehouse: Warehouse) -> None:
    result = measure(warehouse, "return_rate", Asked(by=("center",)))
    answer = json.loads(print_result(result, "json"))
    assert (answer["metric"], answer["unit"], answer["by"]) == (
        "return_rate",
        "percent",
        ["center"],
    )
    assert [row["metric_value"] for row in answer["rows"]] == [25.0]


def test_csv_has_a_header_and_rows(warehouse: Warehouse) -> None:
    text = print_result(measure(warehouse, "return_rate", Asked()), "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["week_start"], row["numerator"]) for row in rows] == [("2026-01-05", "5")]


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_cases_are_printed_in_every_form(warehouse: Warehouse, form: str) -> None:
    text = print_cases(cases(warehouse, "return_rate", Asked()), form)
    assert [f"c{n}" in text for n in range(6)] == [True] * 5 + [False]


def test_an_empty_answer_says_what_to_change(warehouse: Warehouse) -> None:
    result = measure(warehouse, "return_rate", Asked(stop=MONDAY, center=("osaka",)))
    assert (
        "Nothing to count from the beginning to before 2026-01-05 for center = osaka. "
        "Widen the dates or clear a filter."
    ) in print_result(result)
    assert "(絞り込み: center = osaka)" in print_result(result, lang="ja")


def test_what_is_not_recorded_is_said(make_warehouse: MakeWarehouse) -> None:
    rows = [{"contact_id": "c1", "day": MONDAY, "is_returned": False}]
    warehouse = make_warehouse({"facts.fct_escalation": rows}, recorded=["escalated"])
    text = print_result(measure(warehouse, "return_rate", Asked()))
    assert "not recorded in this log: no event returned" in text
    assert " 0 " not in text


def test_a_failure_is_shown_and_not_an_empty_table(warehouse: Warehouse) -> None:
    failed = measure_all(warehouse, ["return_rate"], Asked(by=("slot",)))["return_rate"]
    assert "failed: return_rate: cannot be grouped by 'slot'" in print_result(failed)


@pytest.mark.parametrize(("lang", "label"), [("en", "Escalation rate"), ("ja", "エスカレ率")])
def test_all_metrics_are_listed(lang: str, label: str) -> None:
    assert label in list_metrics(lang)
