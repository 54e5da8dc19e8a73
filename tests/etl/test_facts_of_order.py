"""What facts say of order and delay: whose turn it was, levels passed over, assessments, rules."""

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from etl.canonical import EVENT_SCHEMA
from etl.facts import FactInput, build_facts
from etl.facts.dimensions import DIMENSION_SCHEMAS

RISK = pl.DataFrame(
    {"impact": [1, 2, 3], "urgency": [1, 3, 3], "risk": ["low", "high", "very_high"]},
    schema=DIMENSION_SCHEMAS["dim_risk"],
)
LOW = {"impact": 1, "urgency": 1}
HIGH = {"impact": 2, "urgency": 3}
HIGHEST = {"impact": 3, "urgency": 3}


def event(contact: str, minute: float, kind: str, **values: Any) -> dict[str, Any]:
    return {"contact_id": contact, "minute": minute, "event": kind, "center": "tokyo", **values}


def asked(tmp_path: Path, events: list[dict[str, Any]], select: str, **given: Any) -> list[Any]:
    """Build the facts of literal events, in minutes from midnight, and ask for some columns."""
    start = dt.datetime(2026, 11, 16, tzinfo=dt.UTC)
    rows = [
        {"seq": seq, "time_basis": "exact", "source_file": "log", "source_row": seq}
        | {name: value for name, value in row.items() if name != "minute"}
        | {"occurred_at": start + dt.timedelta(minutes=row["minute"])}
        for seq, row in enumerate(events)
    ]
    path = tmp_path / "events.parquet"
    pl.DataFrame(rows, schema=EVENT_SCHEMA).write_parquet(path)
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'Asia/Tokyo'")
        connection.execute("attach ':memory:' as warehouse")
        connection.execute("use warehouse")
        build_facts(connection, FactInput(event_files=[path], **given))
        return connection.execute(select).fetchall()


def raised(
    contact: str, minute: float, risk: dict[str, int], until: float | None, **values: Any
) -> list[dict[str, Any]]:
    """An escalation to the leader, assessed when it is raised, and when it was accepted."""
    to = {"target": "leader", **values}
    events = [event(contact, minute, "assessed", **risk)] if risk else []
    events.append(event(contact, minute, "escalated", **to))
    return events if until is None else [*events, event(contact, until, "accepted")]


@pytest.mark.parametrize(
    ("other", "is_out_of_turn"),
    [
        (raised("c2", 1, HIGH, 9), True),  # raised before, taken up after
        (raised("c2", 2, HIGH, 9), True),  # raised at the same moment
        (raised("c2", 1, HIGH, None), True),  # nobody ever took it up
        (raised("c2", 3, HIGHEST, 9), False),  # raised later
        (raised("c2", 1, HIGH, 5), False),  # taken up at the same moment
        (raised("c2", 1, LOW, 9), False),  # no graver
        (raised("c2", 1, HIGH, 9, target="manager"), False),  # waits for somebody else
        (raised("c2", 1, HIGH, 9, center="osaka"), False),
        (raised("c2", 1, HIGH, 9, time_basis="borrowed"), False),  # when it was raised is not known
    ],
    ids=["before", "together", "waiting", "later", "accepted", "low", "role", "center", "borrowed"],
)
def test_a_graver_one_that_still_waits_for_the_same_role_has_the_turn(
    tmp_path: Path, other: list[dict[str, Any]], is_out_of_turn: bool
) -> None:
    events = [*raised("c1", 2, LOW, 5), *other, event("last", 20, "opened")]
    select = "from facts.fct_escalation select is_out_of_turn where contact_id = 'c1'"
    assert asked(tmp_path, events, select, dimensions={"dim_risk": RISK}) == [(is_out_of_turn,)]


def test_where_the_turn_cannot_be_told_it_is_unknown(tmp_path: Path) -> None:
    events = [
        *raised("c1", 1, HIGHEST, 5),  # nothing can be graver
        *raised("c2", 1, LOW, None),  # not accepted
        *raised("c3", 1, {}, 5),  # not assessed
        *raised("c4", 1, LOW, 5, target=None),
    ]
    select = "from facts.fct_escalation select is_out_of_turn"
    assert asked(tmp_path, events, select, dimensions={"dim_risk": RISK}) == [(None,)] * 4


def test_a_level_that_was_asked_before_was_not_passed_over(tmp_path: Path) -> None:
    events = [
        event("c1", 1, "escalated", level=1, target_level=4),
        event("c2", 1, "escalated", level=1, target_level=2),
        event("c2", 2, "escalated", level=1, target_level=3),
        event("c2", 3, "escalated", level=1, target_level=5),
        event("c3", 1, "escalated", level=3, target_level=1),
        event("c4", 1, "escalated", level=None, target_level=4),
    ]
    select = "from facts.fct_escalation select skipped_level_count order by contact_id, hop"
    assert asked(tmp_path, events, select) == [(2,), (0,), (0,), (1,), (0,), (None,)]


def test_the_first_assessment_ends_the_clock_unless_the_contact_is_over(tmp_path: Path) -> None:
    events = [
        event("c1", 0, "opened"),
        event("c1", 2, "assessed", **LOW),
        event("c1", 3, "assessed", **HIGH),
        event("c2", 0, "opened"),
        event("c2", 1, "resolved"),
        event("c2", 5, "assessed", **LOW),
        event("c3", 0, "opened"),
        event("c3", 1, "assessed", impact=1),  # without its urgency it gives no risk
        event("c4", 0, "opened"),
        event("c4", 1, "assessed", **LOW, time_basis="borrowed"),
        event("c5", 10, "opened"),
    ]
    select = "from facts.fct_contact select assess_end_kind, assess_seconds order by contact_id"
    assert asked(tmp_path, events, select) == [
        ("assessed", 120),
        ("resolved", 60),
        ("open", 600),
        ("assessed", None),
        ("open", 0),
    ]


def test_a_log_without_the_time_of_any_assessment_times_none(tmp_path: Path) -> None:
    events = [
        event("c1", 0, "opened"),
        event("c1", 0, "assessed", **LOW, time_basis="borrowed"),
        event("c2", 0, "opened"),
        event("c2", 9, "resolved"),
    ]
    select = "from facts.fct_contact select assess_end_kind, assess_seconds"
    assert asked(tmp_path, events, select) == [(None, None)] * 2


def rule_version(rule: str, day: int, until: int | None) -> dict[str, Any]:
    begin = dt.datetime(2026, 11, day, tzinfo=dt.UTC)
    end = dt.datetime(2026, 11, until, tzinfo=dt.UTC) if until else None
    of = {"rule_version_id": f"{rule}@{day}", "rule_id": rule}
    return {**of, "valid_from": begin, "valid_to": end}


def test_a_rule_is_retired_after_its_last_version_and_unknown_before_its_first(
    tmp_path: Path,
) -> None:
    versions = [
        *(rule_version("ended", 1, 16), rule_version("valid", 1, None)),
        *(rule_version("later", 18, None), rule_version("paused", 1, 2)),
        rule_version("paused", 18, None),
    ]
    book = pl.DataFrame(versions, schema=DIMENSION_SCHEMAS["dim_rule_version"])
    named = ("ended", "later", "nowhere", "paused", "valid")
    events = [event(rule, 1, "escalated", rule_id=rule) for rule in named]
    select = "from facts.fct_escalation select rule_id, is_rule_retired order by 1"
    assert asked(tmp_path, events, select, dimensions={"dim_rule_version": book}) == [
        ("ended", True),
        ("later", None),
        ("nowhere", None),
        ("paused", True),
        ("valid", False),
    ]


def test_verification_is_counted_apart_and_unknown_where_nobody_is_ever_identified(
    tmp_path: Path,
) -> None:
    first = [
        event("c1", 0, "asked", slot="name", level=1),
        event("c1", 1, "escalated", level=1, target_level=2),
        event("c1", 2, "asked", slot="name", level=2),
        event("c1", 2.5, "told", slot="name", level=2),
    ]
    columns = "verified_again_count, has_verified_again, verified_again_seconds, asked_again_count"
    select = f"from facts.fct_escalation select {columns}"
    identity = {"dim_verification_slot": pl.DataFrame({"slot": ["name"]})}
    other = {"dim_verification_slot": pl.DataFrame({"slot": ["date_of_birth"]})}
    assert asked(tmp_path, first, select, dimensions=identity) == [(1, True, 30, 0)]
    assert asked(tmp_path, first, select, dimensions=other) == [(None, None, None, 1)]


def test_a_question_with_a_borrowed_stamp_is_not_timed(tmp_path: Path) -> None:
    events = [
        event("c1", 0, "asked", slot="name", time_basis="borrowed"),
        event("c1", 1, "told", slot="name"),
        event("c1", 2, "asked", slot="name"),
        event("c1", 3, "told", slot="name", time_basis="borrowed"),
    ]
    assert asked(tmp_path, events, "from facts.fct_question select seconds_spent") == [(None,)] * 2
