"""Routes and reports on small literal logs: what an escalation kept to, and what it left out."""

from typing import Any

import polars as pl
import pytest

from etl.facts.dimensions import DIMENSION_SCHEMAS
from tests.etl.test_facts import build, event, rows_of

# In the log, 01:00 UTC on Monday 2026-11-16 is 10:00 in Tokyo.
ROUTE = [
    {"step": 1, "target": "leader", "means": "hold", "weekdays": "1,2,3,4,5", "hour_to": "18:00"},
    {"step": 2, "target": "neighbor", "means": "chat", "weekdays": "2,3", "hour_to": "24:00"},
    {"step": 3, "target": "manager", "means": None, "weekdays": None, "hour_to": None},
    {"step": 4, "target": "duty", "means": "phone", "weekdays": "7", "hour_to": "34:00"},
]


def dimensions(**version: Any) -> dict[str, pl.DataFrame]:
    given = {
        "rule_version_id": "R1@1",
        "rule_id": "R1",
        "valid_from": "2026-01-01",
        "allows_emergency_skip": False,
    }
    steps = [
        {"rule_version_id": "R1@1", "hour_from": "09:00" if step["hour_to"] else None, **step}
        for step in ROUTE
    ]
    schema = DIMENSION_SCHEMAS["dim_rule_version"] | {"valid_from": pl.String}
    frame = pl.DataFrame([given | version], schema=schema)
    return {
        "dim_rule_version": frame.with_columns(
            pl.col("valid_from").str.to_datetime("%Y-%m-%d", time_unit="us", time_zone="UTC")
        ),
        "dim_rule_route": pl.DataFrame(steps, schema=DIMENSION_SCHEMAS["dim_rule_route"]),
        "dim_report_item": pl.DataFrame({"slot": ["overview", "request"]}),
    }


def attempt(at: str, step: int | None = None, **values: Any) -> dict[str, Any]:
    return event("c", at, "attempted", step=step, outcome="busy", **values)


def judged(tmp_path, *attempts: dict[str, Any], emergency: Any = None, skip: Any = False) -> Any:
    """Return whether the route was followed, a step skipped and the means others."""
    raised = event("c", "00:30:00", "escalated", rule_id="R1", emergency=emergency)
    facts = build(
        tmp_path,
        [event("c", "00:30:00", "opened"), raised, *attempts],
        dimensions=dimensions(allows_emergency_skip=skip),
    )
    columns = "has_route, is_route_followed, is_step_skipped, is_means_off"
    return rows_of(facts, f"from facts.fct_escalation select {columns}")[0]


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [
        pytest.param([], (True, None, None, None), id="nothing_on_record"),
        pytest.param(
            [attempt("01:00:00", 1, means="hold"), attempt("01:01:00", 1, means="hold")],
            (True, True, False, False),
            id="the_same_step_again",
        ),
        pytest.param(
            # Step 2 answers on Tuesday and Wednesday alone.
            [attempt("01:00:00", 1), attempt("01:01:00", 3)],
            (True, True, False, None),
            id="a_closed_step_may_be_passed_over",
        ),
        pytest.param(
            [attempt("01:01:00", 3)], (True, False, True, None), id="an_open_step_may_not"
        ),
        pytest.param(
            [attempt("01:01:00", 3), attempt("01:02:00", 1)],
            (True, False, True, None),
            id="going_back_mends_nothing",
        ),
        pytest.param(
            [attempt("01:00:00", 1, means="phone"), attempt("01:01:00", 3, means="phone")],
            (True, False, False, True),
            id="other_means_than_written",
        ),
        pytest.param([attempt("09:00:00", 1)], (True, False, False, None), id="at_closed_hours"),
        pytest.param(
            # From Sunday 9:00 to Monday 10:00 in Tokyo: 00:59 UTC lies within, 01:00 does not.
            [attempt("00:31:00", 1), attempt("00:59:00", 3), attempt("00:59:30", 4)],
            (True, True, False, None),
            id="hours_past_midnight_belong_to_the_day_before",
        ),
        pytest.param(
            [attempt("00:31:00", 1), attempt("00:59:00", 3), attempt("01:00:00", 4)],
            (True, False, False, None),
            id="and_end_exclusively",
        ),
        pytest.param(
            [attempt("01:00:00", target="leader", means="hold")],
            (True, True, False, False),
            id="placed_by_the_target",
        ),
        pytest.param(
            [attempt("01:00:00", target="somebody")],
            (True, None, None, None),
            id="nowhere_on_the_route_is_unknown",
        ),
        pytest.param(
            [attempt("01:00:00", 1), attempt("01:01:00", 9)],
            (True, False, True, None),
            id="a_step_that_the_route_has_not",
        ),
        pytest.param(
            # Its hours cannot be judged: step 1 may have been closed.
            [attempt("01:01:00", 3, time_basis="borrowed")],
            (True, None, None, None),
            id="a_borrowed_time_cannot_tell",
        ),
    ],
)
def test_the_attempts_are_held_against_the_route(tmp_path, attempts, expected):
    assert judged(tmp_path, *attempts) == expected


@pytest.mark.parametrize(
    ("emergency", "skip", "expected"),
    [
        (True, True, (True, True, False, None)),
        (True, False, (True, False, True, None)),
        (True, None, (True, None, None, None)),
        (None, True, (True, False, True, None)),
    ],
    ids=["allowed", "not_allowed", "the_rule_does_not_say", "not_on_record"],
)
def test_an_emergency_leaves_the_route_where_the_rule_lets_it(tmp_path, emergency, skip, expected):
    found = judged(tmp_path, attempt("01:01:00", 3), emergency=emergency, skip=skip)
    assert found == expected


REPORTED = [
    event("c", "01:00:00", "opened"),
    event("c", "01:01:00", "escalated", rule_id="R1"),
    event("c", "01:02:00", "reported", slot="overview"),
    event("c", "01:02:00", "reported", slot="overview"),
    event("c", "01:02:00", "reported", slot="cause"),
    event("d", "01:00:00", "escalated"),
    event("d", "01:02:00", "reported", slot="request"),
    event("d", "01:02:00", "reported", slot="overview"),
    event("e", "01:00:00", "escalated"),
]
_COUNTS = (
    "from facts.fct_escalation select required_item_count, reported_item_count, "
    "is_report_complete order by contact_id"
)


def test_a_report_is_held_against_the_rules_items_else_the_template(tmp_path):
    facts = build(
        tmp_path, REPORTED, dimensions=dimensions(required_items="overview,assessment,cause")
    )
    # An escalation of which nothing was reported is unknown, and no empty report.
    assert rows_of(facts, _COUNTS) == [(3, 2, False), (2, 2, True), (None, None, None)]
    assert rows_of(
        facts,
        "from facts.fct_report_item select contact_id, slot, is_given order by all",
    ) == [
        ("c", "assessment", False),
        ("c", "cause", True),
        ("c", "overview", True),
        ("d", "overview", True),
        ("d", "request", True),
        ("e", "overview", None),
        ("e", "request", None),
    ]


def test_a_log_without_reports_has_no_items(tmp_path):
    facts = build(tmp_path, REPORTED[:2], dimensions=dimensions())
    assert rows_of(facts, _COUNTS) == [(None, None, None)]
    assert rows_of(facts, "from facts.fct_report_item") == []
