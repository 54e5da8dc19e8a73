"""What rule book and log tell without a rate, as flags; from rows written out by hand."""

import datetime as dt
from typing import Any

import pytest

from queries.flags import asked_of, rules_to_revisit
from queries.measure import measure
from queries.warehouse import Warehouse
from tests.queries.conftest import MakeWarehouse

STOP = dt.date(2026, 4, 6)
BUILD = {
    "build_id": "b1",
    "as_of": dt.datetime(2026, 4, 5, 14, tzinfo=dt.UTC),
    "time_zone": "Asia/Tokyo",
}
LONG_AGO = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


def version(rule: str, **values: object) -> dict[str, object]:
    plain = {
        "rule_id": rule,
        "rule_version_id": f"{rule}-1",
        "version": 1,
        "title": f"About {rule}",
    }
    return plain | {"valid_from": LONG_AGO, "is_machine_readable": True} | values


def finding(kind: str, rule: str, since: dt.date) -> dict[str, object]:
    return {
        "kind": kind,
        "rule_id": rule,
        "rule_version_id": f"{rule}-1",
        "valid_from": dt.datetime.combine(since, dt.time(), dt.UTC),
        "explained_ja": "食い違っています。",
        "explained_en": "They contradict.",
    }


def hop(number: int, day: dt.date, **values: object) -> dict[str, object]:
    plain = {"contact_id": f"c{number}", "escalation_id": f"e{number}", "day": day, "hop": 1}
    return plain | {"rule_basis": "none", "category": "pets", "target_level": 2} | values


def flags(make: MakeWarehouse, **facts: list[dict[str, object]]) -> tuple[Warehouse, list[Any]]:
    rules = [{"rule_id": rule, "status": "active"} for rule in ("R1", "R2")]
    given = {"dim_rule": rules, "dim_rule_version": [version("R1"), version("R2")]} | facts
    tables = {f"facts.{name}": rows for name, rows in given.items()}
    warehouse = make({"meta.build": [BUILD], **tables})
    frame = rules_to_revisit(warehouse).frame
    kinds = ["conflict", "never_applies", "overlap", "overdue", "stale", "unused", "no_rule"]
    return warehouse, frame.filter(frame["kind"].is_in(kinds)).to_dicts()


@pytest.mark.parametrize(
    ("kind", "flag", "weeks", "seen", "status"),
    [
        ("conflict", "conflict", 6, 3, "revisit"),
        ("conflict", "conflict", 2, 2, "revisit"),
        ("conflict", "conflict", 1, 1, "watch"),  # new this week
        ("unreachable", "never_applies", 6, 3, "revisit"),
        ("overlap", "overlap", 6, 3, "watch"),  # same level: no harm done
    ],
)
def test_what_the_rule_set_does_is_a_flag_once_it_lasts(
    make_warehouse: MakeWarehouse, kind: str, flag: str, weeks: int, seen: int, status: str
) -> None:
    since = STOP - dt.timedelta(weeks=weeks)
    _, rows = flags(make_warehouse, rule_finding=[finding(kind, "R1", since)])
    (row,) = rows
    assert (row["kind"], row["rule_id"], row["seen"], row["status"]) == (flag, "R1", seen, status)
    assert (row["reason_en"], row["title"]) == ("They contradict.", "About R1")
    assert row["remedy_ja"]
    assert row["remedy_en"]


def test_what_held_no_longer_is_no_flag(make_warehouse: MakeWarehouse) -> None:
    ended = finding("conflict", "R1", STOP - dt.timedelta(weeks=6))
    ended["valid_to"] = dt.datetime(2026, 3, 20, tzinfo=dt.UTC)
    assert flags(make_warehouse, rule_finding=[ended])[1] == []


def test_an_overdue_review_shows_the_escalations_since(make_warehouse: MakeWarehouse) -> None:
    late = version("R1", review_by=dt.date(2026, 3, 1))
    hops = [
        hop(1, dt.date(2026, 3, 1), rule_id="R1", rule_basis="named"),  # still in time
        hop(2, dt.date(2026, 3, 2), rule_id="R1", rule_basis="named"),
        hop(3, dt.date(2026, 4, 5), rule_id="R1", rule_basis="named"),
    ]
    warehouse, rows = flags(
        make_warehouse, dim_rule_version=[late, version("R2")], fct_escalation=hops
    )
    (row,) = [row for row in rows if row["kind"] == "overdue"]
    assert (row["status"], row["seen"], row["numerator"], row["denominator"]) == (
        "revisit",
        3,
        2,
        None,
    )
    assert measure(warehouse, row["metric"], asked_of(row)).frame["numerator"].to_list() == [2]


def test_a_cluster_without_a_rule_shows_its_own_cases(make_warehouse: MakeWarehouse) -> None:
    days = [STOP - dt.timedelta(days=1 + 7 * (number % 10)) for number in range(30)]
    hops = [hop(number, day) for number, day in enumerate(days)]
    hops += [hop(100 + number, day, category="cars") for number, day in enumerate(days[:19])]
    warehouse, rows = flags(make_warehouse, fct_escalation=hops)
    (row,) = [row for row in rows if row["kind"] == "no_rule"]  # nineteen cars are too few
    assert (row["rule_basis"], row["title"], row["numerator"]) == ("none", "pets", 30)
    assert (row["status"], row["seen"]) == ("revisit", 3)
    assert measure(warehouse, row["metric"], asked_of(row)).frame["numerator"].to_list() == [30]
