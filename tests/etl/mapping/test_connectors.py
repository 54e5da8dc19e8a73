"""Exports of well-known systems, made after their public field references: each with its events."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from etl.mapping import mapping_names
from etl.pipeline import load, store_of
from etl.store import active_event_files
from queries.warehouse import Warehouse

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples" / "connectors"
NOW = dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC)

# Contact, clock (UTC) on 2026-11-16 unless a day stands before it, event, and what it says besides.
EVENTS = {
    "zendesk_audits.json": """
        501 00:10 opened channel=email
        501 00:25 escalated team=7001 target=7002 mode=takeover
        501 01:00 accepted
        501 02:30 resolved
        501 17T00:05 reopened
        502 03:00 opened channel=chat
        502 03:20 resolved
    """,
    # Assigned by the policy is no request; escalated by a timeout is one that nobody answered.
    "pagerduty.json": """
        PINC1 00:00 opened
        PINC1 00:00 escalated target=Payments mode=takeover
        PINC1 00:30 attempted target=Payments outcome=no_response
        PINC1 00:34 attempted target=Payments outcome=answered
        PINC1 00:34 accepted target=Payments
        PINC1 00:50 escalated target=Payments mode=takeover
        PINC1 01:10 resolved
        PINC2 04:00 opened
        PINC2 04:00 escalated target=Payments mode=takeover
        PINC2 04:02 attempted target=Payments outcome=answered
        PINC2 04:02 accepted target=Payments
        PINC2 04:20 resolved
    """,
    # The transfer's record is delivered twice, the second time with another stamp of its update.
    "amazon_connect.jsonl": """
        c-1 00:00 opened team=General channel=phone
        c-1 00:01 queued target=General channel=phone
        c-1 00:11:30 escalated team=General target=Supervisors mode=takeover channel=phone
        c-1 00:11:40 queued target=Supervisors channel=phone
        c-1 00:14 accepted target=Supervisors channel=phone
        c-1 00:30 closed channel=phone
        c-3 01:00 opened team=General channel=phone
        c-3 01:00:30 queued target=General channel=phone
        c-3 01:09 abandoned channel=phone
        c-4 02:00 opened team=General channel=phone
        c-4 02:00:10 queued target=General channel=phone
        c-4 02:05 closed channel=phone
    """,
    "genesys.json": """
        g-1 00:00 opened channel=phone
        g-1 00:01 accepted target=q-general channel=phone
        g-1 00:10 held channel=phone
        g-1 00:12 retrieved channel=phone
        g-1 00:12 escalated team=q-general target=q-second mode=takeover channel=phone
        g-1 00:14 attempted target=q-second outcome=no_response channel=phone
        g-1 00:15 accepted target=q-second channel=phone
        g-1 00:40 closed channel=phone
        g-2 02:00 opened channel=phone
        g-2 02:01 accepted target=q-general channel=phone
        g-2 02:06 closed channel=phone
    """,
    # A change of the owner stands there twice, by names and by ids.
    "salesforce_case_history.csv": """
        500A1 00:00 opened
        500A1 00:20 escalated team=Front_Line target=Tier_2_Support mode=takeover
        500A1 00:45 accepted
        500A1 02:00 closed
        500A1 02:00 resolved
        500A1 17T01:00 reopened
        500A2 03:00 opened
        500A2 03:05 escalated team=Front_Line target=Billing_Escalations mode=takeover
        500A2 03:15 closed
        500A2 03:15 resolved
    """,
    "jira_service_management.json": """
        HELP-1 00:00 opened
        HELP-1 00:10 accepted
        HELP-1 00:30 escalated team=Service_Desk target=Network mode=takeover
        HELP-1 00:50 waiting_customer
        HELP-1 02:00 resolved
        HELP-1 05:00 reopened
        HELP-2 03:00 opened
        HELP-2 03:30 resolved
    """,
    "servicenow_task.csv": """
        INC0010001 00:00 opened channel=phone
        INC0010001 00:00 assessed channel=phone
        INC0010001 00:00 escalated target=Network mode=takeover channel=phone
        INC0010001 02:00 resolved channel=phone
        INC0010001 21T02:00 closed channel=phone
        INC0010002 01:00 opened channel=web
        INC0010002 01:00 assessed channel=web
        INC0010002 01:20 reopened channel=web
        INC0010002 01:20 resolved channel=web
        INC0010003 03:00 opened channel=email
        INC0010003 03:00 assessed channel=email
        INC0010003 03:00 escalated target=Field_Services mode=takeover channel=email
    """,
}
IGNORED = {"salesforce_case_history.csv": 1}
TOLD = ("team", "target", "mode", "outcome", "channel")


def stem(file: str) -> str:
    return file.partition(".")[0]


def loaded(file: str, folder: Path) -> Path:
    warehouse = folder / "connected.duckdb"
    report = load([SAMPLES / file], stem(file), warehouse, NOW)
    assert report.rows_quarantined == 0
    assert report.rows_ignored == IGNORED.get(file, 0)
    return warehouse


def events_of(warehouse: Path) -> list[str]:
    frame = pl.concat(
        [pl.read_parquet(path) for path in active_event_files(store_of(warehouse))],
        how="diagonal_relaxed",
    )
    lines = []
    for row in frame.sort("contact_id", "occurred_at", "seq").iter_rows(named=True):
        at = row["occurred_at"].strftime("%dT%H:%M:%S").removeprefix("16T").removesuffix(":00")
        said = [row[name] for name in TOLD]
        rest = [
            f"{name}={str(value).replace(' ', '_')}"
            for name, value in zip(TOLD, said, strict=True)
            if value is not None
        ]
        lines.append(" ".join([row["contact_id"], at, row["event"], *rest]))
    return lines


@pytest.mark.parametrize("file", EVENTS)
def test_a_sample_becomes_these_events(file: str, tmp_path: Path) -> None:
    expected = [line.strip() for line in EVENTS[file].strip().splitlines()]
    assert sorted(events_of(loaded(file, tmp_path))) == sorted(expected)


def test_every_sample_has_its_mapping_and_its_events() -> None:
    files = {path.name for path in SAMPLES.iterdir()}
    assert files == set(EVENTS)
    assert {stem(file) for file in files} <= set(mapping_names())


@pytest.mark.parametrize(
    ("file", "rate"),
    [
        ("zendesk_audits.json", (1, 2)),
        ("amazon_connect.jsonl", (1, 3)),
        ("genesys.json", (1, 2)),
        ("salesforce_case_history.csv", (2, None)),
        ("jira_service_management.json", (1, 2)),
        ("servicenow_task.csv", (2, 3)),
        # Every incident is a request: how many contacts there were is not in the log.
        ("pagerduty.json", (2, None)),
    ],
)
def test_the_rate_counts_the_contacts_of_the_sample(
    file: str, rate: tuple[int | None, int | None], tmp_path: Path
) -> None:
    # As counted by day: too few people are behind a sample for a figure to be shown.
    with Warehouse(loaded(file, tmp_path)) as build:
        days = build.table("facts.agg_contact_day")
    assert days["escalated_contacts"].sum() == rate[0]
    assert (days["contacts"].sum() if days["contacts"].count() else None) == rate[1]


def test_personal_values_of_the_samples_are_nowhere_in_the_log(tmp_path: Path) -> None:
    for file, raw in (
        ("amazon_connect.jsonl", b"815000000001"),
        ("servicenow_task.csv", b"Robin Example"),
        ("salesforce_case_history.csv", b"Alex Example"),
        ("jira_service_management.json", b"Kim Example"),
        ("jira_service_management.json", b"acc-1"),
    ):
        folder = tmp_path / stem(file)
        folder.mkdir(exist_ok=True)
        assert raw in (SAMPLES / file).read_bytes()
        loaded(file, folder)
        kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
        assert raw not in kept, file
