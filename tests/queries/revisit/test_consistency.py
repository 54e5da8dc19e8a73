"""Rules that operators apply differently, from rows written out by hand."""

import datetime as dt

import pytest

from queries.asked import Asked
from queries.flags import rules_to_revisit
from queries.measure import measure
from tests.queries.conftest import MakeWarehouse

MONDAY = dt.date(2026, 3, 30)
BUILD = {
    "build_id": "b1",
    "as_of": dt.datetime(2026, 4, 5, 14, tzinfo=dt.UTC),
    "time_zone": "Asia/Tokyo",
}
WEEKS = [MONDAY - dt.timedelta(weeks=back) for back in range(15)]


def rows(rule: str, escalated: list[int], week: dt.date) -> list[dict[str, object]]:
    """Ten contacts a week and operator, of which so many escalated."""
    return [
        {
            "week_start": week,
            "rule_id": rule,
            "like_case": rule,
            "operator_number": number,
            "contact_count": 10,
            "escalated_count": count,
        }
        for number, count in enumerate(escalated, start=1)
    ]


def given(odd: list[int]) -> dict[str, list[dict[str, object]]]:
    """Seven rules whose eight operators all escalate 2 of 10, and R1 with `odd` operators."""
    rules = {f"R{number}": [2] * 8 for number in range(2, 9)} | {"R1": odd}
    return {
        "meta.build": [BUILD],
        "facts.dim_rule": [{"rule_id": rule, "status": "active"} for rule in rules],
        "facts.agg_operator_group": [
            row
            for rule, counts in rules.items()
            for week in WEEKS
            for row in rows(rule, counts, week)
        ],
    }


@pytest.mark.parametrize(
    ("odd", "status"),
    [
        ([0, 4] * 4, "revisit"),  # half ask twice as often, half never
        ([2] * 8, "ok"),
        ([0, 4] * 2, "not_enough_data"),  # four people
        ([0] * 8, "not_enough_data"),  # nobody ever asks
    ],
)
def test_a_rule_is_flagged_by_how_far_its_operators_differ(
    make_warehouse: MakeWarehouse, odd: list[int], status: str
) -> None:
    revisit = rules_to_revisit(make_warehouse(given(odd)))
    row = revisit.frame.filter(kind="inconsistent", rule_id="R1").row(0, named=True)
    assert row["status"] == status


def test_the_flag_says_what_its_metric_says(make_warehouse: MakeWarehouse) -> None:
    warehouse = make_warehouse(given([0, 4] * 4))
    row = (
        rules_to_revisit(warehouse)
        .frame.filter(kind="inconsistent", rule_id="R1")
        .row(0, named=True)
    )
    asked = Asked(start=row["start"], stop=row["stop"], by=("rule_id",), rule_id=("R1",))
    figures = measure(warehouse, "operator_variation", asked).frame.row(0, named=True)
    # 13 weeks: 130 contacts each, 0 or 52 escalated; chi-square = 8 * 26^2 / (130 * .2 * .8) = 260
    assert figures["metric_value"] == pytest.approx(260 / 7)
    assert row["metric_value"] == pytest.approx(260 / 7)
    assert (row["numerator"], row["denominator"]) == (208, 1040)
    assert "Between 8 operators" in row["reason_en"]
    assert "対応者8人" in row["reason_ja"]
