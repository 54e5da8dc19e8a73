"""Whether two metrics go together over rules, asked of a warehouse and of the command."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from queries.asked import Asked
from queries.errors import QueryError
from queries.relation import relate, relation_text
from queries.warehouse import Warehouse

MakeWarehouse = Callable[..., Warehouse]
MAY = dt.date(2026, 5, 4)
BY_RULE = Asked(by=("rule_id",))


def rule(number: int | None, returned: int, wrong: int, size: int = 20) -> list[dict[str, Any]]:
    """Escalations of a rule, so many of them returned, and so many of which went astray."""
    name = None if number is None else f"R{number:03}"
    return [
        {
            "contact_id": f"{name}-{n}",
            "day": MAY,
            "rule_id": name,
            "is_returned": n < returned,
            "has_asked_again": n < wrong,
        }
        for n in range(size)
    ]


def test_rates_that_rise_in_the_same_rules_go_together(make_warehouse: MakeWarehouse) -> None:
    rows = [row for n in range(11) for row in rule(n, n, n if n < 9 else 19 - n)]
    # A rule with few cases, and escalations without a rule, are left out.
    rows += rule(99, 1, 5, size=6) + rule(None, 20, 0)
    with make_warehouse({"facts.fct_escalation": rows}) as warehouse:
        found = relate(warehouse, "return_rate", "repeat_question_rate", BY_RULE)
    assert (found.status, found.groups, found.left_out) == ("ok", 11, 2)
    # Two neighbors are exchanged: 1 - 6 * 2 / (11 * 120).
    assert found.rho == pytest.approx(1 - 12 / 1320)
    assert relation_text(found, "en").splitlines() == [
        "Returned escalations and Asked again after escalation, by rule_id",
        "rank correlation +0.99 (95% interval +0.95 to +1.00) over 11 groups",
        "groups left out: 2 (too few cases or people, or without one of the two figures)",
        "note: what goes together need not be cause and effect; every group counts alike, whatever "
        "its size",
    ]
    assert "順位相関 +0.99" in relation_text(found, "ja")


def test_nine_rules_are_too_few_and_equal_rates_say_nothing(make_warehouse: MakeWarehouse) -> None:
    rows = [row for n in range(9) for row in rule(n, n, n)]
    with make_warehouse({"facts.fct_escalation": rows}) as warehouse:
        found = relate(warehouse, "return_rate", "repeat_question_rate", BY_RULE)
    assert (found.status, found.groups, found.rho) == ("too_few", 9, None)
    assert "too few groups to say anything: 9 can be compared, 10 are needed" in relation_text(
        found, "en"
    )
    rows = [row for n in range(10) for row in rule(n, n, 4)]
    with make_warehouse({"facts.fct_escalation": rows}) as warehouse:
        found = relate(warehouse, "return_rate", "repeat_question_rate", BY_RULE)
    assert (found.status, found.rho) == ("constant", None)


def test_what_is_not_recorded_is_said_of_its_metric(make_warehouse: MakeWarehouse) -> None:
    rows = [row | {"has_asked_again": None} for n in range(10) for row in rule(n, n, 0)]
    with make_warehouse({"facts.fct_escalation": rows}) as warehouse:
        found = relate(warehouse, "return_rate", "repeat_question_rate", BY_RULE)
    assert (found.status, found.rho) == ("not_recorded", None)
    said = "Asked again after escalation: not recorded in this log"
    assert relation_text(found, "en").splitlines()[1:] == [said]


def test_a_question_needs_groups_and_one_figure_in_each(make_warehouse: MakeWarehouse) -> None:
    with make_warehouse({"facts.fct_escalation": rule(1, 2, 3)}) as warehouse:
        with pytest.raises(QueryError, match="over which groups"):
            relate(warehouse, "return_rate", "repeat_question_rate", Asked(by=()))
        questions = [
            {"contact_id": "c1", "day": MAY, "rule_id": "R1", "slot": slot, "is_repeat": True}
            for slot in ("name", "phone")
        ]
    with (
        make_warehouse({"facts.fct_question": questions}) as warehouse,
        pytest.raises(QueryError, match="has several figures in each group"),
    ):
        relate(warehouse, "repeat_question_slot_share", "return_rate", BY_RULE)
