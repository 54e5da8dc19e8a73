"""What the flags read, on rows written out by hand."""

import datetime as dt
import json

import pytest

from queries.flags import rules_to_revisit
from queries.revisit.evidence import Evidence, read_evidence
from queries.revisit.printing import format_revisit
from queries.revisit.settings import load_settings
from tests.queries.conftest import MakeWarehouse

STOP = dt.date(2026, 4, 6)
DAY = dt.date(2026, 4, 1)
BUILD = {
    "build_id": "b1",
    "as_of": dt.datetime(2026, 4, 5, 14, tzinfo=dt.UTC),
    "time_zone": "Asia/Tokyo",
}


def hop(number: int, **values: object) -> dict[str, object]:
    plain = {"contact_id": f"c{number}", "escalation_id": f"e{number}", "hop": 1, "day": DAY}
    return plain | {"rule_id": "R1", "rule_basis": "named"} | values


def read(make: MakeWarehouse, **given: list[dict[str, object]]) -> Evidence:
    warehouse = make({f"facts.{name}": rows for name, rows in given.items()})
    return read_evidence(warehouse, STOP, load_settings(), 0.8)


def counts(evidence: Evidence, kind: str) -> list[tuple[object, ...]]:
    rows = evidence.weekly.filter(evidence.weekly["kind"] == kind).sort("step", "band")
    return rows.select("rule_id", "step", "band", "numerator", "denominator", "cases").rows()


def test_late_counts_first_escalations_that_have_a_limit(make_warehouse: MakeWarehouse) -> None:
    rows = [
        hop(1, limit_seconds=600, is_raised_late=False),
        hop(2, limit_seconds=600, is_raised_late=True),
        hop(3, risk="high", limit_seconds=300, is_raised_late=True),
        hop(4),  # nothing to hold it against and no risk that would say so: unknown
        hop(5, limit_seconds=600),  # no sign on record: no evidence
        hop(6, limit_seconds=600, hop=2),  # not the first hop
        hop(7, limit_seconds=600, rule_id=None, is_raised_late=True),  # no rule
    ]
    evidence = read(make_warehouse, fct_escalation=rows)
    assert counts(evidence, "late") == [("R1", None, None, 2, 3, 5)]


def test_over_escalation_counts_what_was_judged(make_warehouse: MakeWarehouse) -> None:
    rows = [
        hop(1, is_over_by_receiver=True),
        hop(2, is_over_by_receiver=False),
        hop(3),  # not judged
        hop(4, is_over_by_receiver=True, day=STOP),  # after the review
    ]
    evidence = read(make_warehouse, fct_escalation=rows)
    assert counts(evidence, "over_escalation") == [("R1", None, None, 1, 2, 3)]


def test_attempts_are_counted_by_step_and_band_of_hours(make_warehouse: MakeWarehouse) -> None:
    tried = {"contact_id": "c1", "day": DAY, "rule_id": "R1", "step": 1}
    rows = [
        tried | {"hour": 8, "is_failed": True},
        tried | {"hour": 12, "is_failed": True},
        tried | {"hour": 13, "is_failed": False},
        tried | {"hour": 14, "is_failed": None},  # outcome unknown
        tried | {"hour": 23, "step": 2, "is_failed": True},
    ]
    evidence = read(make_warehouse, fct_attempt=rows)
    assert counts(evidence, "unreachable") == [
        ("R1", 1, 0, 1, 1, 1),
        ("R1", 1, 12, 1, 2, 2),
        ("R1", 1, 14, 0, 0, 1),
        ("R1", 2, 17, 1, 1, 1),
    ]


def test_a_rule_of_the_log_alone_is_a_category_when_implied(
    make_warehouse: MakeWarehouse,
) -> None:
    rows = [hop(1, rule_basis="implied", rule_id="Billing", actor_key="a", category="Billing")]
    rules = read(make_warehouse, fct_escalation=rows).rules
    assert rules.select("rule_id", "is_implied", "people").rows() == [("Billing", True, 1)]


def test_nobody_on_record_is_not_nobody(make_warehouse: MakeWarehouse) -> None:
    assert read(make_warehouse, fct_escalation=[hop(1)]).rules["people"].to_list() == [None]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_review_prints_as_table_json_and_csv(make_warehouse: MakeWarehouse, lang: str) -> None:
    warehouse = make_warehouse(
        {"facts.fct_escalation": [hop(1, is_over_by_receiver=True)], "meta.build": [BUILD]}
    )
    revisit = rules_to_revisit(warehouse)
    assert revisit.review_week == dt.date(2026, 3, 30)
    assert str(revisit.review_week) in format_revisit(revisit, lang, "table")
    assert json.loads(format_revisit(revisit, lang, "json"))["rules"][0]["rule_id"] == "R1"
    assert format_revisit(revisit, lang, "csv").startswith("rule_id,title,rule_basis,kind,status")


def test_an_empty_warehouse_has_nothing_to_revisit(make_warehouse: MakeWarehouse) -> None:
    revisit = rules_to_revisit(make_warehouse({"meta.build": [BUILD]}))
    assert revisit.frame.is_empty()
    assert revisit.share_too_small is None
    assert "Nothing to revisit" in format_revisit(revisit, "en", "table")
