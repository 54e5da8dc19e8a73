"""Facts on small literal logs: every figure can be checked by hand."""

import datetime as dt
from itertools import pairwise
from typing import Any

import duckdb
import polars as pl
import pytest

from etl.calendar import build_calendar
from etl.canonical import EVENT_SCHEMA
from etl.facts import FactInput, build_facts, read_models
from etl.settings import read_settings

DAY = "2026-11-16T"
RISK = pl.DataFrame(
    {"impact": [1, 3, 3], "urgency": [1, 3, 2], "risk": ["low", "very_high", "high"]},
    schema={"impact": pl.Int32, "urgency": pl.Int32, "risk": pl.String},
)


def build(tmp_path, events: list[dict[str, Any]], **given: Any) -> duckdb.DuckDBPyConnection:
    """Build the facts of literal events; times are UTC on 2026-11-16 unless given whole."""
    rows = []
    for seq, event in enumerate(events):
        stamp = event["at"] if "T" in event["at"] else DAY + event["at"]
        rows.append(
            {"seq": seq * 100, "time_basis": "exact", "source_file": "log", "source_row": seq}
            | {name: value for name, value in event.items() if name != "at"}
            | {"occurred_at": dt.datetime.fromisoformat(stamp + "+00:00")}
        )
    path = tmp_path / "events.parquet"
    pl.DataFrame(rows, schema=EVENT_SCHEMA).write_parquet(path)
    connection = duckdb.connect()
    connection.execute("set timezone = 'Asia/Tokyo'")
    connection.execute("attach ':memory:' as warehouse")
    connection.execute("use warehouse")
    build_facts(connection, FactInput(event_files=[path], **given))
    return connection


def rows_of(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def open_until_six(tmp_path) -> pl.DataFrame:
    """Return a calendar of Monday to Friday, 9:00 to 18:00 in Tokyo."""
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    path = tmp_path / "minaoshi.toml"
    path.write_text("\n".join(["[hours]", *(f'{day} = "09:00-18:00"' for day in days)]))
    return build_calendar(read_settings(path), dt.date(2026, 11, 16), dt.date(2026, 11, 17))


def event(contact: str, at: str, kind: str, **values: Any) -> dict[str, Any]:
    return {"contact_id": contact, "at": at, "event": kind, **values}


ESCALATED = [
    event("c1", "00:00:00", "opened", center="sapporo", category="billing", level=1),
    event("c1", "00:00:30", "told", slot="name", level=1),
    event("c1", "00:01:00", "triggered", reason="customer_demand"),
    event("c1", "00:02:00", "assessed", impact=1, urgency=1),
    event("c1", "00:03:00", "escalated", level=1, target="leader", target_level=2, mode="consult"),
    event("c1", "00:03:00", "attempted", target="leader", step=1, outcome="no_response"),
    event("c1", "00:03:40", "attempted", target="adjacent", step=2, outcome="answered"),
    event("c1", "00:03:50", "accepted", level=2),
    event("c1", "00:04:00", "asked", slot="name", level=2),
    event("c1", "00:04:10", "told", slot="name", level=2),
    event("c1", "00:06:00", "judged", outcome="could_have_stayed"),
    event("c1", "00:10:00", "resolved"),
    event("c2", "00:00:00", "opened", center="sapporo", category="billing", level=1),
    event("c2", "00:05:00", "resolved"),
    event("c3", "15:30:00", "opened", center="tokyo", level=1),
]


def test_one_escalation_is_timed_from_opening_trigger_and_request(tmp_path):
    facts = build(tmp_path, ESCALATED)
    assert rows_of(
        facts,
        "from facts.fct_escalation select contact_id, direction, time_to_escalate_seconds, "
        "hesitation_seconds, reach_end_kind, reach_seconds, accept_end_kind, accept_seconds, "
        "resolve_end_kind, resolve_seconds",
    ) == [("c1", "up", 180, 120, "answered", 40, "accepted", 50, "resolved", 420)]


def test_attempts_say_which_step_answered_and_what_the_failure_cost(tmp_path):
    facts = build(tmp_path, ESCALATED)
    assert rows_of(
        facts, "from facts.fct_attempt select attempt, outcome, is_failed, lost_seconds order by 1"
    ) == [(1, "no_response", True, 40), (2, "answered", False, None)]
    assert rows_of(
        facts,
        "from facts.fct_escalation select attempt_count, failed_attempt_count, answered_step, "
        "lost_seconds, is_unanswered",
    ) == [(2, 1, 2, 40, False)]


def test_a_slot_told_to_the_operator_and_asked_by_the_leader_is_a_repeat(tmp_path):
    facts = build(tmp_path, ESCALATED)
    assert rows_of(
        facts,
        "from facts.fct_question select slot, is_repeat_any, is_repeat_across, is_repeat, "
        "seconds_spent",
    ) == [("name", True, True, True, 10)]
    assert rows_of(facts, "from facts.fct_escalation select has_asked_again") == [(True,)]


def test_what_the_law_makes_staff_ask_again_is_not_avoidable(tmp_path):
    slots = pl.DataFrame({"slot": ["name"]})
    facts = build(tmp_path, ESCALATED, dimensions={"dim_verification_slot": slots})
    assert rows_of(facts, "from facts.fct_question select is_repeat_across, is_repeat") == [
        (True, False)
    ]


def test_low_risk_and_the_receiver_both_say_over_escalated(tmp_path):
    facts = build(tmp_path, ESCALATED, dimensions={"dim_risk": RISK})
    assert rows_of(
        facts,
        "from facts.fct_escalation select risk, is_over_by_rule, is_over_by_receiver, "
        "is_over_by_outcome",
    ) == [("low", True, True, None)]


def test_open_contacts_are_censored_at_the_last_event(tmp_path):
    facts = build(tmp_path, ESCALATED)
    assert rows_of(
        facts,
        "from facts.fct_contact select contact_id, escalate_end_kind, escalate_seconds order by 1",
    ) == [("c1", "escalated", 180), ("c2", "resolved", 300), ("c3", "open", 0)]


def test_as_of_is_an_argument(tmp_path):
    as_of = dt.datetime(2026, 11, 16, 16, 30, tzinfo=dt.UTC)
    facts = build(tmp_path, ESCALATED, as_of=as_of)
    assert rows_of(
        facts, "from facts.fct_contact select escalate_seconds where contact_id = 'c3'"
    ) == [(3600,)]


@pytest.mark.parametrize(
    ("urgency", "later", "is_under"),
    [
        pytest.param(3, [("00:01:00", "resolved")], True, id="never_escalated"),
        pytest.param(2, [("00:15:00", "escalated")], False, id="in_time"),
        pytest.param(2, [("00:15:01", "escalated")], True, id="late_from_opening"),
        pytest.param(
            2, [("00:20:00", "triggered"), ("00:35:00", "escalated")], False, id="from_its_sign"
        ),
        pytest.param(2, [("00:10:00", "told")], False, id="open_and_not_past_its_target"),
        pytest.param(2, [("00:15:01", "told")], True, id="open_and_past_its_target"),
        pytest.param(1, [("00:01:00", "resolved")], False, id="low_risk_may_stay"),
    ],
)
def test_high_risk_must_be_escalated_in_time(tmp_path, urgency, later, is_under):
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "opened"),
            event("c1", "00:00:00", "assessed", impact=1 if urgency == 1 else 3, urgency=urgency),
            *(event("c1", at, kind) for at, kind in later),
        ],
        dimensions={
            "dim_risk": RISK,
            "dim_risk_target": pl.DataFrame(
                {"risk": ["very_high", "high"], "target_seconds": [300, 900]}
            ),
        },
    )
    assert rows_of(facts, "from facts.fct_contact select is_under_by_risk") == [(is_under,)]


@pytest.mark.parametrize(
    ("limit", "clock", "raised", "expected"),
    [
        pytest.param(600, "wall", "T08:10:00", (600, False), id="at_its_limit_is_in_time"),
        pytest.param(600, "wall", "T08:10:01", (600, True), id="later"),
        pytest.param(None, None, "T08:05:00", (300, False), id="without_a_limit_the_risks"),
        pytest.param(None, None, "T08:05:01", (300, True), id="later_than_the_risk_allows"),
        pytest.param(3600, "business", "T23:30:00", (3600, False), id="closed_hours_do_not_count"),
        pytest.param(3599, "business", "T23:30:00", (3599, True), id="open_hours_do"),
    ],
)
def test_the_first_escalation_is_held_against_its_rule_on_its_clock_else_its_risk(
    tmp_path, limit, clock, raised, expected
):
    always = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    version = {
        "rule_version_id": ["R1@1"],
        "rule_id": ["R1"],
        "level": pl.Series([2], dtype=pl.Int32),
        "mode": pl.Series([None], dtype=pl.String),
        "limit_seconds": pl.Series([limit], dtype=pl.Int64),
        "limit_clock": pl.Series([clock], dtype=pl.String),
        "allows_emergency_skip": pl.Series([None], dtype=pl.Boolean),
        "required_items": pl.Series([None], dtype=pl.String),
        "valid_from": pl.Series([always], dtype=pl.Datetime("us", "UTC")),
        "valid_to": pl.Series([None], dtype=pl.Datetime("us", "UTC")),
    }
    facts = build(
        tmp_path,
        [
            event("c1", "2026-11-16T07:00:00", "opened"),
            event("c1", "2026-11-16T07:00:00", "assessed", impact=3, urgency=3),
            event("c1", "2026-11-16T08:00:00", "triggered", reason="customer_demand"),
            event("c1", f"2026-11-16{raised}", "escalated", rule_id="R1"),
            event("c1", "2026-11-17T02:00:00", "escalated", rule_id="R1"),
        ],
        dimensions={
            "dim_risk": RISK,
            "dim_risk_target": pl.DataFrame({"risk": ["very_high"], "target_seconds": [300]}),
            "dim_rule_version": pl.DataFrame(version),
            "dim_calendar": open_until_six(tmp_path),
        },
    )
    assert rows_of(
        facts,
        "from facts.fct_escalation select hop, limit_seconds, is_raised_late order by hop",
    ) == [(1, *expected), (2, expected[0], None)]


def test_days_and_weeks_are_those_of_the_center(tmp_path):
    """15:30 UTC on Monday is already Tuesday in Tokyo."""
    facts = build(tmp_path, ESCALATED)
    assert rows_of(
        facts,
        "from facts.fct_contact select day, week_start, weekday, hour where contact_id = 'c3'",
    ) == [(dt.date(2026, 11, 17), dt.date(2026, 11, 16), 2, 0)]


def test_what_a_log_never_records_is_unknown(tmp_path):
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "opened"),
            event("c1", "00:01:00", "escalated", target="leader"),
        ],
    )
    assert rows_of(
        facts,
        "from facts.fct_escalation select reach_end_kind, accept_end_kind, attempt_count, "
        "is_unanswered, judgement, has_asked_again, is_over_by_rule, is_returned, direction",
    ) == [(None,) * 9]


def test_without_levels_every_hop_counts_and_the_basis_says_so(tmp_path):
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "opened"),
            event("c1", "00:01:00", "escalated", target="leader"),
            event("c2", "00:00:00", "opened"),
            event("c2", "00:01:00", "escalated", level=2, target_level=2, mode="takeover"),
        ],
    )
    assert rows_of(
        facts,
        "from facts.fct_contact select contact_id, is_escalated, escalation_basis order by 1",
    ) == [("c1", True, "all_hops"), ("c2", False, "up_hops")]


def test_a_borrowed_stamp_is_counted_and_never_timed(tmp_path):
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "opened"),
            event("c1", "00:00:00", "escalated", target="leader", time_basis="borrowed"),
        ],
    )
    assert rows_of(
        facts,
        "from facts.fct_contact select is_escalated, escalate_end_kind, escalate_seconds",
    ) == [(True, "escalated", None)]
    assert rows_of(facts, "from facts.fct_escalation select time_to_escalate_seconds") == [(None,)]


def test_equal_stamps_are_told_apart_by_seq(tmp_path):
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "opened"),
            event("c1", "00:10:00", "resolved"),
            event("c1", "00:10:00", "escalated", target="leader"),
            event("c2", "00:00:00", "opened"),
            event("c2", "00:10:00", "escalated", target="leader"),
            event("c2", "00:10:00", "resolved"),
        ],
    )
    assert rows_of(
        facts, "from facts.fct_contact select contact_id, escalate_end_kind order by 1"
    ) == [("c1", "resolved"), ("c2", "escalated")]


def test_a_seq_beyond_what_a_stamp_holds_is_ranked(tmp_path):
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "opened", seq=9_000_000_000),
            event("c1", "00:10:00", "escalated", seq=9_000_000_002, target="leader"),
            event("c1", "00:10:00", "resolved", seq=9_000_000_001),
        ],
    )
    assert rows_of(facts, "from facts.fct_contact select escalate_end_kind, escalate_seconds") == [
        ("resolved", 600)
    ]


def test_leaving_unaccepted_is_an_end_of_its_own(tmp_path):
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "opened"),
            event("c1", "00:01:00", "escalated", target="leader"),
            event("c1", "00:03:00", "escalated", target="supervisor"),
            event("c1", "00:04:00", "accepted"),
        ],
    )
    assert rows_of(
        facts, "from facts.fct_escalation select hop, accept_end_kind, accept_seconds order by hop"
    ) == [(1, "left", 120), (2, "accepted", 60)]


@pytest.mark.parametrize(
    ("teams", "direct", "indirect"),
    [
        (["A", "B", "A"], 1, 0),
        (["A", "B", "B", "A"], 1, 0),  # equal neighbours are one owner
        (["A", "B", "C", "A"], 0, 1),
        (["A", "B", None, "A"], 1, 0),  # an unknown team is not an owner
        (["A", "B", "A", "B"], 2, 0),
        (["A", "B", "C"], 0, 0),
    ],
)
def test_bounces_between_known_teams(tmp_path, teams, direct, indirect):
    events = [event("c1", "00:00:00", "opened", team=teams[0])]
    for minute, (team, target) in enumerate(pairwise(teams), start=1):
        events.append(
            event("c1", f"00:0{minute}:00", "escalated", team=team, target=target, mode="takeover")
        )
    facts = build(tmp_path, events)
    assert rows_of(
        facts, "from facts.fct_contact select bounce_direct_count, bounce_indirect_count"
    ) == [(direct, indirect)]


def test_a_rule_is_judged_by_the_version_in_force(tmp_path):
    boundary = dt.datetime(2026, 11, 16, tzinfo=dt.UTC)
    versions = pl.DataFrame(
        {
            "rule_version_id": ["R1@1", "R1@2"],
            "rule_id": ["R1", "R1"],
            "level": [2, 3],
            "valid_from": [dt.datetime(2026, 1, 1, tzinfo=dt.UTC), boundary],
            "valid_to": [boundary, None],
        }
    ).with_columns(
        pl.col("level").cast(pl.Int32),
        pl.lit(None, pl.String).alias("mode"),
        pl.lit(None, pl.Int64).alias("limit_seconds"),
        pl.lit(None, pl.String).alias("limit_clock"),
        pl.lit(None, pl.Boolean).alias("allows_emergency_skip"),
        pl.lit(None, pl.String).alias("required_items"),
    )
    facts = build(
        tmp_path,
        [
            event("c1", "2026-11-15T23:59:59", "escalated", rule_id="R1", level=1, target_level=2),
            event("c2", "2026-11-16T00:00:00", "escalated", rule_id="R1", level=1, target_level=2),
        ],
        dimensions={"dim_rule_version": versions},
    )
    assert rows_of(
        facts,
        "from facts.fct_escalation select contact_id, rule_version_id, rule_level, rule_basis "
        "order by 1",
    ) == [("c1", "R1@1", 2, "named"), ("c2", "R1@2", 3, "named")]


def test_rules_match_by_their_conditions_and_conflicts_are_counted(tmp_path):
    always = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    versions = pl.DataFrame(
        {
            "rule_version_id": ["R1@1", "R2@1", "R3@1"],
            "rule_id": ["R1", "R2", "R3"],
            "level": pl.Series([2, 3, 2], dtype=pl.Int32),
            "valid_from": pl.Series([always] * 3, dtype=pl.Datetime("us", "UTC")),
            "valid_to": pl.Series([None] * 3, dtype=pl.Datetime("us", "UTC")),
        }
    ).with_columns(
        pl.lit(None, pl.String).alias("mode"),
        pl.lit(None, pl.Int64).alias("limit_seconds"),
        pl.lit(None, pl.String).alias("limit_clock"),
        pl.lit(None, pl.Boolean).alias("allows_emergency_skip"),
        pl.lit(None, pl.String).alias("required_items"),
    )
    conditions = pl.DataFrame(
        {
            "rule_version_id": ["R1@1", "R2@1", "R2@1", "R3@1"],
            "branch": [1, 1, 1, 1],
            "item": ["category", "category", "impact", "category"],
            "comparison": ["is", "in", "at_least", "is"],
            "value": ["billing", "billing,orders", "3", "returns"],
        }
    )
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "opened", category="billing"),
            event("c2", "00:00:00", "opened", category="billing"),
            event("c2", "00:01:00", "assessed", impact=3, urgency=1),
            event("c3", "00:00:00", "opened", category="other"),
        ],
        dimensions={"dim_rule_version": versions, "dim_rule_condition": conditions},
    )
    assert rows_of(
        facts,
        "from facts.fct_contact select contact_id, matched_rule_id, matched_rule_count, "
        "matched_level_count order by 1",
    ) == [("c1", "R1", 1, 1), ("c2", "R2", 2, 2), ("c3", None, None, None)]


def test_counts_from_elsewhere_replace_the_logs_own_denominator(tmp_path):
    counts = pl.DataFrame(
        {
            "day": [dt.date(2026, 11, 16)],
            "center": ["sapporo"],
            "team": [None],
            "channel": [None],
            "category": ["billing"],
            "contacts": [250],
        },
        schema_overrides={"team": pl.String, "channel": pl.String},
    )
    facts = build(tmp_path, ESCALATED, counts=counts)
    assert rows_of(
        facts,
        "from facts.agg_contact_day select center, source, sum(contacts)::int, "
        "sum(escalated_contacts)::int group by all order by all",
    ) == [
        ("sapporo", "counts", 250, 0),
        ("sapporo", "log", 0, 1),
        ("tokyo", "log", 1, 0),
    ]


def test_every_model_declares_what_it_makes():
    names = [model.name for model in read_models()]
    assert len(names) == len(set(names))
    assert {"facts.fct_contact", "facts.fct_escalation", "facts.fct_attempt"} <= set(names)


def hop(contact: str, at: str, **values: Any) -> dict[str, Any]:
    return event(contact, at, "escalated", target="leader", mode="takeover", **values)


def load_of(facts: duckdb.DuckDBPyConnection, columns: str) -> list[tuple[Any, ...]]:
    return rows_of(facts, f"from facts.fct_receiver_load select {columns} order by hour, target")


def test_a_role_is_busy_from_the_request_until_its_work_ends_hour_by_hour(tmp_path):
    """Tokyo hours: 9:30 to 10:15 and 9:50 to 10:10; nobody calls at eleven."""
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "opened"),
            hop("c1", "00:30:00"),
            event("c2", "00:45:00", "opened"),
            hop("c2", "00:50:00"),
            event("c2", "01:10:00", "returned"),
            event("c1", "01:15:00", "resolved"),
            event("c3", "01:59:59", "opened"),
            event("c4", "03:59:59", "opened"),
        ],
    )
    columns = "hour, work_seconds, busy_seconds, peak_open, carried_count, asked_count"
    assert load_of(facts, columns) == [
        (9, 3600, 40 * 60, 2, 0, 2),
        (10, 3600, 25 * 60, 2, 2, 0),
    ]


@pytest.mark.parametrize(
    ("mode", "ending", "minutes"),
    [
        pytest.param("takeover", [("00:20:00", "accepted")], 60, id="taken_over_until_the_end"),
        pytest.param("consult", [("00:20:00", "accepted")], 20, id="a_consult_until_accepted"),
        pytest.param(
            "consult", [("00:20:00", "accepted"), ("00:25:00", "advised")], 25, id="until_advised"
        ),
        pytest.param("takeover", [("00:30:00", "returned")], 30, id="until_returned"),
        pytest.param("takeover", [("00:40:00", "abandoned")], 40, id="until_the_customer_leaves"),
        pytest.param("takeover", [("00:50:00", "escalated")], 50, id="until_the_next_is_asked"),
        pytest.param("takeover", [], 60, id="open_as_of_the_build"),
    ],
)
def test_what_ends_a_receivers_work(tmp_path, mode, ending, minutes):
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "escalated", target="leader", mode=mode),
            *(event("c1", at, kind) for at, kind in ending),
            event("c2", "01:00:00", "opened"),
        ],
    )
    assert rows_of(
        facts,
        "from facts.fct_escalation select (epoch(receiver_busy_until - raised_at) / 60)::int "
        "where target = 'leader'",
    ) == [(minutes,)]


def test_a_role_without_times_is_not_idle_and_an_unknown_role_is_counted(tmp_path):
    facts = build(
        tmp_path,
        [
            hop("c1", "00:30:00", time_basis="borrowed"),
            event("c2", "00:40:00", "escalated"),
        ],
    )
    assert load_of(facts, "target, work_seconds, busy_seconds, asked_count, timed_count") == [
        ("leader", None, None, 1, 0),
        (None, None, None, 1, 0),
    ]


def test_receivers_are_on_duty_from_their_first_to_their_last_act_of_the_day(tmp_path):
    facts = build(
        tmp_path,
        [
            *(hop(f"c{n}", f"0{n}:00:00", escalation_id=f"E{n}") for n in range(4)),
            event("c0", "00:10:00", "accepted", escalation_id="E0", actor="kept1"),
            event("c2", "02:10:00", "accepted", escalation_id="E2", actor="kept1"),
            event("c1", "01:10:00", "accepted", escalation_id="E1", actor="kept2"),
        ],
    )
    found = load_of(facts, "hour, receiver_count, bit_count(receiver_mask)::int")
    assert found == [(9, 1, 1), (10, 2, 2), (11, 1, 1), (12, 0, 0)]


def test_like_cases_are_counted_per_operator_without_a_name(tmp_path):
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "opened", category="billing", subcategory="late", actor="a"),
            event("c2", "00:00:00", "opened", category="billing", subcategory="late", actor="a"),
            hop("c2", "00:30:00", actor="a"),
            event("c2", "00:31:00", "accepted", actor="leader1"),
            event("c3", "00:00:00", "opened", category="billing", actor="b"),
            event("c4", "00:00:00", "opened", category="billing"),
        ],
    )
    columns = [row[0] for row in rows_of(facts, "describe facts.agg_operator_group")]
    assert columns == [
        *("week_start", "center", "category", "subcategory", "rule_id", "like_case"),
        *("contact_count", "escalated_count", "operator_number"),
    ]
    assert rows_of(
        facts,
        "from facts.agg_operator_group select like_case, operator_number, contact_count, "
        "escalated_count order by 1, 2 nulls last",
    ) == [("billing", 1, 1, 0), ("billing", None, 1, 0), ("billing/late", 1, 2, 1)]


def test_like_escalations_are_counted_per_receiver_without_a_name(tmp_path):
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "opened", category="billing", subcategory="late", actor="a"),
            hop("c1", "00:10:00", actor="a", escalation_id="E1", rule_id="R1"),
            event("c1", "00:11:00", "accepted", actor="leader1", escalation_id="E1"),
            # Somebody else puts the judgement on record: it is the receiver's all the same.
            event("c1", "00:12:00", "judged", actor="a", outcome="needed", escalation_id="E1"),
            event("c2", "00:00:00", "opened", category="billing", subcategory="late", actor="b"),
            hop("c2", "00:10:00", actor="b", escalation_id="E2", rule_id="R1"),
            event("c2", "00:12:00", "judged", actor="leader1", outcome="could_have_stayed"),
            event("c3", "00:00:00", "opened", category="billing", subcategory="late"),
            hop("c3", "00:10:00", escalation_id="E3"),
            event("c3", "00:11:00", "accepted", actor="leader2"),
            hop("c3", "00:20:00", escalation_id="E4"),
            event("c3", "00:21:00", "judged", outcome="could_have_stayed", escalation_id="E4"),
        ],
    )
    columns = [row[0] for row in rows_of(facts, "describe facts.agg_receiver_group")]
    assert columns == [
        *("week_start", "center", "category", "subcategory", "rule_id", "target", "like_case"),
        *("escalation_count", "judged_count", "could_have_stayed_count", "receiver_number"),
    ]
    assert rows_of(
        facts,
        "from facts.agg_receiver_group select like_case, receiver_number, escalation_count, "
        "judged_count, could_have_stayed_count order by 1, 2 nulls last",
    ) == [("R1", 1, 2, 2, 1), ("billing/late", 1, 1, 0, 0), ("billing/late", None, 1, 1, 1)]


def test_the_steps_that_a_contact_got_to(tmp_path):
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "opened"),
            event("c1", "00:01:00", "held"),
            hop("c1", "00:02:00"),
            event("c1", "00:03:00", "accepted"),
            event("c1", "00:09:00", "confirmed"),
            event("c2", "00:00:00", "opened"),
            hop("c2", "00:01:00"),
            event("c2", "00:02:00", "asked", slot="name"),
            event("c3", "00:00:00", "opened"),
            event("c3", "00:05:00", "resolved"),
        ],
    )
    assert rows_of(
        facts,
        "from facts.fct_contact select contact_id, is_handled_on_site, is_decided, is_confirmed, "
        "is_followed_up, is_reviewed order by 1",
    ) == [
        ("c1", True, True, True, None, None),
        ("c2", False, False, False, None, None),  # asked only after it was passed on
        ("c3", True, False, False, None, None),
    ]


def test_open_days_are_whole_days_as_of_the_build(tmp_path):
    as_of = dt.datetime(2026, 11, 18, 0, 0, tzinfo=dt.UTC)
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "opened"),
            event("c2", "00:00:01", "opened"),
            event("c3", "00:00:00", "opened"),
            event("c3", "00:05:00", "closed"),
        ],
        as_of=as_of,
    )
    assert rows_of(facts, "from facts.fct_contact select open_days order by contact_id") == [
        (2,),
        (1,),
        (None,),
    ]


def test_waiting_for_the_customer_alone_is_no_record_of_work_on_site(tmp_path):
    facts = build(
        tmp_path,
        [
            event("c1", "00:00:00", "opened"),
            event("c1", "00:01:00", "waiting_customer"),
            hop("c1", "00:02:00"),
        ],
    )
    assert rows_of(facts, "from facts.fct_contact select is_handled_on_site") == [(None,)]
