"""Hand-computed cases, pushed as events through the real pipeline: events, facts, metric."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl.pipeline import build_from_events
from queries.asked import Asked
from queries.measure import measure
from queries.warehouse import Warehouse

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "golden"
JAPAN = dt.timezone(dt.timedelta(hours=9))
LEVEL = {"OP": 1, "TL": 2, "ADJ_TL": 2, "SV": 3}

HOP_TIMES: dict[str, Any] = {
    "events": [
        ["c1", "2026-11-16T09:00", "OP", "open"],
        ["c1", "2026-11-16T09:12", "TL", "request"],
        ["c1", "2026-11-16T09:15", "TL", "no_answer"],
        ["c1", "2026-11-16T09:15", "ADJ_TL", "request"],
        ["c1", "2026-11-16T09:16", "ADJ_TL", "answer"],
        ["c1", "2026-11-16T09:30", "ADJ_TL", "close"],
        ["c2", "2026-11-16T10:00", "OP", "open"],
        ["c2", "2026-11-16T10:05", "TL", "request"],
        ["c2", "2026-11-16T10:05:40", "TL", "answer"],
        ["c2", "2026-11-16T10:10", "SV", "request"],
        ["c2", "2026-11-16T10:14", "SV", "answer"],
        ["c2", "2026-11-16T10:20", "TL", "request"],
        ["c2", "2026-11-16T10:21", "TL", "answer"],
        ["c2", "2026-11-16T10:40", "TL", "close"],
        ["c3", "2026-11-16T11:00", "OP", "open"],
        ["c3", "2026-11-16T11:20", "TL", "request"],
        ["c3", "2026-11-16T11:25", "TL", "no_answer"],
        ["c3", "2026-11-16T11:25", "SV", "request"],
        ["c3", "2026-11-16T11:30", "SV", "no_answer"],
        ["c3", "2026-11-16T11:45", "OP", "close"],
    ]
}
HOP_TIMES_EXPECTED: dict[str, Any] = {
    "hops": [
        ["c1", "TL", 180.0, "no_answer"],
        ["c1", "ADJ_TL", 60.0, "answer"],
        ["c2", "TL", 40.0, "answer"],
        ["c2", "SV", 240.0, "answer"],
        ["c2", "TL", 60.0, "answer"],
        ["c3", "TL", 300.0, "no_answer"],
        ["c3", "SV", 300.0, "no_answer"],
    ],
    "time_to_escalate_min": {"c1": 12.0, "c2": 5.0, "c3": 20.0},
    "time_to_first_answer_s": {"c1": 240.0, "c2": 40.0, "c3": None},
    "unreachable_attempt_rate": 0.4285714286,
    "contacts_never_answered": ["c3"],
}
ASKED: dict[str, Any] = {
    "log": [
        ["c1", 1, "OP", "name"],
        ["c1", 2, "OP", "account_no"],
        ["c1", 3, "TL", "name"],
        ["c1", 4, "TL", "symptom"],
        ["c1", 5, "SV", "name"],
        ["c2", 1, "OP", "name"],
        ["c2", 2, "OP", "symptom"],
        ["c2", 3, "OP", "symptom"],
        ["c3", 1, "OP", "name"],
        ["c3", 2, "TL", "dob"],
        ["c4", 1, "OP", "name"],
        ["c4", 2, "TL", "dob"],
        ["c4", 3, "SV", "dob"],
    ],
    "verification_fields": ["dob"],
}
ASKED_EXPECTED: dict[str, Any] = {
    "asks": 13,
    "repeats_any": 4,
    "repeats_across_handover": 3,
    "avoidable_repeats": 2,
    "contacts": 4,
    "contacts_with_handover": 3,
    "contacts_with_avoidable_repeat": 1,
    "avoidable_repeats_per_escalated_contact": 0.6666666667,
}


def golden(file: str, case_id: str, inputs: Any, expected: Any, origin: str) -> tuple[Any, Any]:
    """The case as kept here, or as the golden file has it where that is at hand."""
    if origin == "here":
        return inputs, expected
    path = SHARED / file
    if not path.exists():
        pytest.skip(f"{file} is not at hand")
    cases = {case["id"]: case for case in json.loads(path.read_text("utf-8"))["cases"]}
    return cases[case_id]["inputs"], cases[case_id]["expected"]


def warehouse_of(rows: list[dict[str, Any]], folder: Path, slots: list[str]) -> Warehouse:
    columns = ["contact_id", "occurred_at", "seq", "event", "level", "target", "target_level"]
    rows = [dict.fromkeys([*columns, "outcome", "slot"]) | row for row in rows]
    events = pl.DataFrame(rows, infer_schema_length=None).with_columns(
        pl.col("occurred_at").dt.convert_time_zone("UTC"),
        pl.lit("exact").alias("time_basis"),
        pl.lit("golden.json").alias("source_file"),
        pl.col("seq").alias("source_row"),
    )
    path = folder / "golden.duckdb"
    slot = pl.DataFrame({"slot": slots}, schema={"slot": pl.String})
    build_from_events(events, path, dimensions={"dim_verification_slot": slot})
    return Warehouse(path)


def request_events(log: list[list[str]]) -> list[dict[str, Any]]:
    """Each request as an escalation of its own; its answer, or failure, as an attempt."""
    rows: list[dict[str, Any]] = []
    for seq, (contact, clock, role, what) in enumerate(log):
        at = {"contact_id": contact, "occurred_at": dt.datetime.fromisoformat(clock + "+09:00")}
        asked = {"target": role, "target_level": LEVEL[role]}
        match what:
            case "open":
                rows.append({**at, "seq": seq, "event": "opened", "level": 1})
            case "request":
                rows.append({**at, "seq": seq, "event": "escalated", "level": 1, **asked})
            case "close":
                rows.append({**at, "seq": seq, "event": "resolved"})
            case _:
                outcome = "answered" if what == "answer" else "no_response"
                rows.append({**at, "seq": seq, "event": "attempted", "outcome": outcome, **asked})
    return rows


def one_request_per_chain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same log where trying the next in the chain is a step of the same escalation."""
    kept: list[dict[str, Any]] = []
    for row in rows:
        failed = bool(kept) and kept[-1].get("outcome") == "no_response"
        if row["event"] == "escalated" and failed and kept[-1]["contact_id"] == row["contact_id"]:
            continue
        kept.append(row)
    return kept


def value(warehouse: Warehouse, metric: str) -> tuple[int, int]:
    row = measure(warehouse, metric, Asked(by=())).frame.row(0, named=True)
    return row["numerator"], row["denominator"]


@pytest.mark.parametrize("origin", ["here", "shared"])
def test_times_between_request_and_answer(tmp_path: Path, origin: str) -> None:
    inputs, expected = golden(
        "06_flow.json", "hop_times_own", HOP_TIMES, HOP_TIMES_EXPECTED, origin
    )
    warehouse = warehouse_of(request_events(inputs["events"]), tmp_path, [])
    hops = warehouse.table("facts.fct_escalation").sort("raised_at", "hop")
    attempts = warehouse.table("facts.fct_attempt").select(
        "escalation_id", "attempted_at", "outcome"
    )
    waits = hops.join(attempts, on="escalation_id", maintain_order="left").select(
        "contact_id",
        "target",
        (pl.col("attempted_at") - pl.col("raised_at")).dt.total_seconds().cast(pl.Float64),
        pl.col("outcome").replace({"answered": "answer", "no_response": "no_answer"}),
    )
    assert [list(row) for row in waits.rows()] == expected["hops"]
    answered = hops.filter(pl.col("reach_end_kind") == "answered").select(
        "contact_id", "target", pl.col("reach_seconds").cast(pl.Float64)
    )
    assert [list(row) for row in answered.rows()] == [
        [contact, target, seconds]
        for contact, target, seconds, how in expected["hops"]
        if how == "answer"
    ]
    minutes = dict(
        warehouse.table("facts.fct_contact")
        .select("contact_id", pl.col("escalate_seconds") / 60)
        .rows()
    )
    assert minutes == expected["time_to_escalate_min"]
    failed, tried = value(warehouse, "unreachable_attempt_rate")
    assert (failed, tried) == (3, 7)
    assert failed / tried == pytest.approx(expected["unreachable_attempt_rate"], abs=1e-9)
    # The one left for the neighbor in c1, and both of c3.
    assert value(warehouse, "unanswered_escalation_rate") == (3, 7)


@pytest.mark.parametrize("origin", ["here", "shared"])
def test_times_to_the_first_answer_when_the_chain_is_one_escalation(
    tmp_path: Path, origin: str
) -> None:
    inputs, expected = golden(
        "06_flow.json", "hop_times_own", HOP_TIMES, HOP_TIMES_EXPECTED, origin
    )
    rows = one_request_per_chain(request_events(inputs["events"]))
    warehouse = warehouse_of(rows, tmp_path, [])
    first = warehouse.table("facts.fct_escalation").filter(pl.col("hop") == 1)
    answered = pl.when(pl.col("reach_end_kind") == "answered").then("reach_seconds")
    assert dict(first.select("contact_id", answered).rows()) == expected["time_to_first_answer_s"]
    unanswered = first.filter("is_unanswered")["contact_id"].to_list()
    assert unanswered == expected["contacts_never_answered"]
    assert value(warehouse, "unanswered_escalation_rate") == (1, 5)
    assert value(warehouse, "unreachable_attempt_rate") == (3, 7)


def question_events(log: list[list[Any]]) -> list[dict[str, Any]]:
    """The questions, with an escalation wherever another role takes the word."""
    rows: list[dict[str, Any]] = []
    last: tuple[str, str] | None = None
    start = dt.datetime(2026, 11, 16, 9, tzinfo=JAPAN)
    for minute, (contact, _, role, slot) in enumerate(log):
        at = {"contact_id": contact, "occurred_at": start + dt.timedelta(minutes=minute)}
        if last is None or last[0] != contact:
            rows.append({**at, "seq": len(rows), "event": "opened", "level": 1})
        elif last[1] != role:
            levels = {"level": LEVEL[last[1]], "target": role, "target_level": LEVEL[role]}
            rows.append({**at, "seq": len(rows), "event": "escalated", **levels})
        asked = {"event": "asked", "level": LEVEL[role], "slot": slot}
        rows.append({**at, "seq": len(rows), **asked})
        last = (contact, role)
    return rows


@pytest.mark.parametrize("origin", ["here", "shared"])
def test_questions_asked_again_by_another_role(tmp_path: Path, origin: str) -> None:
    inputs, expected = golden(
        "08_repeat_questions.json", "asked_field_log_own", ASKED, ASKED_EXPECTED, origin
    )
    rows = question_events(inputs["log"])
    warehouse = warehouse_of(rows, tmp_path, inputs["verification_fields"])
    asked = warehouse.table("facts.fct_question")
    contacts = warehouse.table("facts.fct_contact")
    hops = warehouse.table("facts.fct_escalation")
    handed_over = hops["contact_id"].n_unique()
    assert {
        "asks": asked.height,
        "repeats_any": asked["is_repeat_any"].sum(),
        "repeats_across_handover": asked["is_repeat_across"].sum(),
        "avoidable_repeats": asked["is_repeat"].sum(),
        "contacts": contacts.height,
        "contacts_with_handover": handed_over,
        "contacts_with_avoidable_repeat": asked.filter("is_repeat")["contact_id"].n_unique(),
        "avoidable_repeats_per_escalated_contact": asked["is_repeat"].sum() / handed_over,
    } == pytest.approx(expected, abs=1e-9)
    # Both escalations of c1 repeat the name; those of c3 and c4 ask something new, or verify.
    assert value(warehouse, "repeat_question_rate") == (2, 5)
