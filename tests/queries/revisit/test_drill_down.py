"""Every row of a review leads to exactly the cases that it counts."""

import datetime as dt
from typing import Any

import polars as pl

from queries.flags import asked_of, rules_to_revisit
from queries.measure import measure
from queries.warehouse import Warehouse
from tests.queries.conftest import MakeWarehouse

DAY = dt.date(2026, 3, 17)
BUILD = {
    "build_id": "b1",
    "as_of": dt.datetime(2026, 4, 5, 14, tzinfo=dt.UTC),
    "time_zone": "Asia/Tokyo",
}
Row = dict[str, Any]


def hops(rule: str, size: int, over: int, day: dt.date = DAY) -> list[Row]:
    plain = {"hop": 1, "day": day, "rule_id": rule, "rule_basis": "named"}
    return [
        plain
        | {
            "contact_id": f"{rule} {day} {number}",
            "actor_key": str(number % 7),
            "is_over_by_receiver": number < over,
        }
        for number in range(size)
    ]


def book(categories: dict[str, str], since: dict[str, dt.datetime] | None = None) -> dict[str, Any]:
    """The rules, each in its category; those with a date are in their second version."""
    changed = since or {}
    long_ago = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    versions = [
        {
            "rule_id": rule,
            "version": 2 if rule in changed else 1,
            "category": category,
            "valid_from": changed.get(rule, long_ago),
        }
        for rule, category in categories.items()
    ]
    rules = [{"rule_id": rule, "status": "active"} for rule in categories]
    return {"facts.dim_rule": rules, "facts.dim_rule_version": versions, "meta.build": [BUILD]}


def assert_rows_lead_to_their_cases(warehouse: Warehouse, rows: int) -> None:
    counted = rules_to_revisit(warehouse).frame.filter(pl.col("denominator") > 0)
    assert counted.height == rows
    for row in counted.iter_rows(named=True):
        figures = measure(warehouse, row["metric"], asked_of(row)).frame.row(0, named=True)
        found = (figures["numerator"], figures["denominator"])
        assert found == (row["numerator"], row["denominator"]), (row["kind"], row["rule_id"])


def test_a_category_leads_to_its_small_rules_alone(make_warehouse: MakeWarehouse) -> None:
    large, small = [f"L{number}" for number in range(8)], ["S1", "S2", "S3"]
    categories = dict.fromkeys(large, "deliveries") | dict.fromkeys(["L0", *small], "returns")
    rows = [row for rule in large for row in hops(rule, 200, 30)]
    rows += [row for rule in small for row in hops(rule, 20, 4)]
    warehouse = make_warehouse({"facts.fct_escalation": rows} | book(categories))
    pooled = rules_to_revisit(warehouse).frame.filter(pl.col("rule_basis") == "category")
    assert pooled["members"].to_list() == [small]
    assert_rows_lead_to_their_cases(warehouse, 12)


def test_a_version_of_midweek_is_judged_from_the_next_monday(
    make_warehouse: MakeWarehouse,
) -> None:
    names = [f"R{number}" for number in range(8)]
    rows = [row for rule in names for row in hops(rule, 200, 30)]
    # Under the new version, in the week that still holds cases of the old one.
    rows += hops("R0", 50, 10, dt.date(2026, 3, 5))
    wednesday = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
    since = {"R0": wednesday}
    rules = book(dict.fromkeys(names, "deliveries"), since)
    warehouse = make_warehouse({"facts.fct_escalation": rows} | rules)
    frame = rules_to_revisit(warehouse).frame.filter(pl.col("rule_id") == "R0")
    assert set(frame["start"]) >= {dt.date(2026, 3, 9)}
    assert_rows_lead_to_their_cases(warehouse, 8)


def test_the_share_on_record_is_that_of_the_whole_rule(make_warehouse: MakeWarehouse) -> None:
    plain = {"contact_id": "c1", "day": DAY, "rule_id": "R1", "hour": 10}
    tried = [plain | {"step": 1, "is_failed": number % 4 == 0} for number in range(100)]
    tried += [plain | {"step": 2, "is_failed": None} for _ in range(100)]
    given = {"facts.fct_attempt": tried, "facts.fct_escalation": hops("R1", 5, 0)}
    frame = rules_to_revisit(make_warehouse(given | {"meta.build": [BUILD]})).frame
    row = frame.row(by_predicate=pl.col("kind") == "unreachable", named=True)
    assert row["status"] == "not_enough_data"
    assert row["coverage"] == 0.5
    assert row["reason_en"].startswith("Only 50% have ")
