"""Unknown is not no: one thing is taken out of a log that has all, and every metric is asked."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import minaoshi
from dashboard import naming
from dashboard.words import in_language
from queries.asked import Asked
from queries.catalog import load_catalog
from queries.measure import measure
from queries.warehouse import Warehouse
from tests.walk.conftest import Load, Opened
from tests.walk.small_log import Event, small_log

WEEK = "2026-04-13"
OF_REPORTS = {"report_length", "report_with_number_rate", "heated_report_rate"}
# Metrics that need it although no event of that name is in their header.
ALSO = {
    "attempted": {"unreachable_attempt_rate"},
    "mode": {"bounce_rate", "consult_share", "passed_around_rate"},
    "levels": {"level_misfit_rate", "level_jump_rate"},
    "assessed": {"late_escalation_rate", "over_escalation_by_rule_rate", "raised_late_rate"},
    "outcome": {"unreachable_attempt_rate", "unreachable_escalation_rate", "wrong_target_rate"},
    "step": {"answered_step_mean", "answered_step_share"},
    "promise": {"promise_kept_rate"},
    "notes": {"customer_impatience_rate", *OF_REPORTS},
    "judgement": {"over_escalation_by_receiver_rate", "judged_too_late_rate"},
}
EVENTS = (
    *("told", "asked", "assessed", "triggered", "held", "escalated", "attempted", "accepted"),
    *("reported", "advised", "returned", "judged", "resolved", "closed", "reopened"),
    *("complained", "abandoned"),
)
Taken = Callable[[list[Event]], list[Event]]


def no_event(*kinds: str) -> Taken:
    return lambda events: [event for event in events if event["event"] not in kinds]


def no_column(*names: str, of: str = "") -> Taken:
    def taken(events: list[Event]) -> list[Event]:
        return [
            {name: value for name, value in event.items() if name not in names}
            if of in ("", event["event"])
            else event
            for event in events
        ]

    return taken


TAKEN: dict[str, Taken] = {
    **{kind: no_event(kind) for kind in EVENTS},
    "questions": no_event("asked", "told"),
    "reach": no_event("attempted", "accepted"),
    "ends": no_event("resolved", "closed"),
    "holds": no_event("held", "retrieved"),
    "mode": no_column("mode"),
    "levels": no_column("level", "target_level"),
    "outcome": no_column("outcome", of="attempted"),
    "judgement": no_column("outcome", of="judged"),
    "step": no_column("step"),
    "promise": no_column("due_at"),
    "notes": no_column("note"),
    "poor": lambda events: no_column("mode", "level", "target_level", "reason", "rule_id", "means")(
        [event for event in events if event["event"] in ("opened", "escalated", "resolved")]
    ),
}


@pytest.fixture(scope="module", params=TAKEN)
def lacking(request: pytest.FixtureRequest, load_events: Load) -> tuple[str, Path, set[str]]:
    """What is missing, the warehouse without it, and the kinds of event that are left."""
    left = TAKEN[request.param](small_log("wide"))
    return request.param, load_events(left), {str(event["event"]) for event in left}


def silent(name: str, left: set[str]) -> set[str]:
    """The metrics that cannot be told when only some kinds of event are left."""
    unmet = {
        metric.metric
        for metric in load_catalog().values()
        if not all(left & set(need.split("|")) for need in metric.needs)
    }
    return unmet | ALSO.get(name, set())


def figures(row: dict[str, Any]) -> set[object]:
    beside = {"week_start", "item", "slot", "impact", "urgency", "risk", "expected_action"}
    beside |= {"status", "has_verdict", "coverage", "recorded", "cases", "is_final"}
    beside |= {"step", "step_name", "from_days", "to_days", "from_minutes", "to_minutes"}
    return {value for key, value in row.items() if key not in beside}


def test_the_whole_log_lets_every_metric_speak_that_a_missing_thing_would_silence(
    load_events: Load,
) -> None:
    warehouse = Warehouse(load_events(small_log("wide")))
    spoken = {
        name
        for name in load_catalog()
        if measure(warehouse, name, Asked()).frame["metric_value"].is_not_null().any()
    }
    # Without a rule book no rule has a level or a route; nobody has five contacts of a kind.
    assert set(load_catalog()) - spoken == {
        *("conflicting_match_rate", "level_misfit_rate"),
        *("operator_variation", "receiver_variation"),
        *("route_conformance_rate", "route_skip_rate", "wrong_means_rate"),
        *("retired_rule_rate", "rule_complexity_mean"),
    }


def test_what_is_not_recorded_is_no_zero_in_any_answer(lacking: tuple[str, Path, set[str]]) -> None:
    missing, path, left = lacking
    with Warehouse(path) as build:
        for name in sorted(silent(missing, left)):
            for by in ((), ("week_start",)):
                result = measure(build, name, Asked(by=by))
                assert result.is_empty or result.status == "not_recorded", name
                for row in result.frame.to_dicts():
                    assert figures(row) <= {None}, (name, row)
                    assert row["coverage"] in (0, None), (name, row)


def test_what_is_not_recorded_is_no_zero_in_any_file(
    lacking: tuple[str, Path, set[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    missing, path, left = lacking
    for name in sorted(silent(missing, left)):
        for form in ("json", "csv", "table"):
            words = ["metric", name, "--format", form, "--warehouse", str(path)]
            assert minaoshi.main(words) == 0
            said = capsys.readouterr().out
            if form == "table":
                assert "not recorded" in said or "Nothing to count" in said, name
                continue
            text = json.loads(said)["rows"] if form == "json" else csv.DictReader(io.StringIO(said))
            for row in text:
                assert figures(row) <= {None, ""}, (name, form, row)


def test_what_is_not_recorded_is_no_tile_and_no_line_of_the_report(
    lacking: tuple[str, Path, set[str]], opened: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    missing, path, left = lacking
    words = in_language("en")
    labels = {naming.short(load_catalog()[name], words) for name in silent(missing, left)}
    app = opened(path, "weekly", lang="en", week=WEEK)
    assert not app.exception
    assert labels & {tile.label for tile in app.metric} == set()
    for form in ("text", "markdown", "html"):
        given = ["report", "week", "--week", WEEK, "--lang", "en", "--format", form]
        assert minaoshi.main([*given, "--warehouse", str(path)]) == 0
        page = capsys.readouterr().out
        # A figure stands under its short name; what is missing is listed under its whole one.
        for label in labels:
            assert not [line for line in page.splitlines() if f"{label}  " in line and "%" in line]


def test_counts_of_a_contact_are_unknown_where_the_mode_is(load_events: Load) -> None:
    path = load_events(TAKEN["mode"](small_log("wide")))
    contacts = Warehouse(path).table("facts.fct_contact")
    escalated = contacts.filter(contacts["hop_count"] > 0)
    columns = ["consult_count", "takeover_count", "bounce_direct_count", "bounce_indirect_count"]
    assert escalated.height
    assert escalated.select(columns).null_count().row(0) == (escalated.height,) * 4


def test_each_sign_of_a_missed_escalation_says_whether_it_is_recorded(load_events: Load) -> None:
    def signs(*missing: str) -> tuple[object, ...]:
        warehouse = Warehouse(load_events(no_event(*missing)(small_log("wide"))))
        frame = measure(warehouse, "under_escalation_suspected_count", Asked(by=())).frame
        return frame.select("by_risk", "by_demand", "by_aftermath", "status").row(0)

    # Everything was escalated at once, before anybody reopened: three times a true zero.
    assert signs() == (0, 0, 0, "ok")
    assert signs("assessed") == (None, 0, 0, "ok")
    assert signs("triggered") == (0, None, 0, "ok")
    assert signs("reopened", "complained") == (0, 0, None, "ok")
    assert signs("assessed", "triggered", "complained", "escalated") == (None,) * 3 + (
        "not_recorded",
    )
