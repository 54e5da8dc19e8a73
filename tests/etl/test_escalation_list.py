"""A log of escalations alone: how many contacts there were is unknown, and no rate is made of it.

Sapporo keeps a list of escalations, Tokyo a log of every contact. Opened at UTC stamps of Monday,
2026-11-16 (c1, c2, c4 to c7) and Tuesday (c3), in Tokyo's zone the same days.
"""

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl.canonical import EVENT_SCHEMA
from etl.pipeline import build_from_events
from queries.asked import Asked
from queries.measure import cases, measure
from queries.warehouse import Warehouse

MONDAY, TUESDAY = dt.date(2026, 11, 16), dt.date(2026, 11, 17)
# contact, center, day of November, whether somebody was asked for help
LOG = [
    ("c1", "sapporo", 16, True),
    ("c2", "sapporo", 16, True),
    ("c3", "sapporo", 17, True),
    ("c4", "tokyo", 16, True),
    ("c5", "tokyo", 16, False),
    ("c6", "tokyo", 16, False),
    ("c7", "tokyo", 16, False),
]


def warehouse(tmp_path: Path, log: list[Any], counts: dict[dt.date, int] | None = None) -> Path:
    """A warehouse of the log; `counts` are the contacts of Sapporo that were counted elsewhere."""
    rows: list[dict[str, Any]] = []
    for contact, center, day, is_escalated in log:
        stamp = dt.datetime(2026, 11, day, 3, tzinfo=dt.UTC)
        rest = {"center": center, "impact": 3, "urgency": 1}
        rows.append({"contact_id": contact, "occurred_at": stamp, "event": "opened"} | rest)
        rows.append({"contact_id": contact, "occurred_at": stamp, "event": "assessed"} | rest)
        if is_escalated:
            later = {"occurred_at": stamp + dt.timedelta(minutes=5), "target": "leader"}
            rows.append({"contact_id": contact, "event": "escalated"} | later | rest)
    for place, row in enumerate(rows):
        row |= {"seq": 100 * place, "time_basis": "exact", "source_row": place}
        row["source_file"] = "log"
    days = list((counts or {}).items())
    counted = pl.DataFrame(days, schema=["day", "contacts"], orient="row").with_columns(
        pl.lit("sapporo").alias("center"),
        *(pl.lit(None, pl.String).alias(name) for name in ("team", "channel", "category")),
    )
    path = tmp_path / "list.duckdb"
    events = pl.DataFrame(rows, schema=EVENT_SCHEMA)
    build_from_events(events, path, counts=counted if counts else None)
    return path


def figures(path: Path, name: str, *by: str) -> list[tuple[Any, ...]]:
    with Warehouse(path) as build:
        frame = measure(build, name, Asked(by=by)).frame
    figures = ("numerator", "denominator", "recorded", "cases")
    recorded = pl.col("status") != "not_recorded"
    return frame.select(*by, *figures, recorded.alias("is_recorded")).rows()


def test_a_list_of_escalations_has_no_rate_and_no_volume(tmp_path: Path) -> None:
    path = warehouse(tmp_path, [row for row in LOG if row[1] == "sapporo"])
    assert figures(path, "escalation_rate") == [(None, None, None, 3, False)]
    assert figures(path, "contact_volume") == [(None, None, None, 3, False)]
    assert figures(path, "escalation_volume") == [(3, None, 3, 3, True)]


@pytest.mark.parametrize("name", ["escalation_rate_by_hour", "risk_matrix_escalation_rate"])
def test_nor_has_it_a_rate_of_any_group(tmp_path: Path, name: str) -> None:
    path = warehouse(tmp_path, [row for row in LOG if row[1] == "sapporo"])
    assert figures(path, name) == [(None, None, 0, 3, False)]
    with Warehouse(path) as build:
        assert cases(build, name, Asked(by=())).height == 0


def test_the_whole_log_beside_it_keeps_its_rate_and_says_what_share_it_covers(
    tmp_path: Path,
) -> None:
    path = warehouse(tmp_path, LOG)
    assert figures(path, "escalation_rate") == [(1, 4, 4, 7, True)]
    assert figures(path, "escalation_rate", "center") == [
        ("sapporo", None, None, None, 3, False),
        ("tokyo", 1, 4, 4, 4, True),
    ]
    assert figures(path, "contact_volume") == [(4, None, 4, 7, True)]
    with Warehouse(path) as build:
        behind = cases(build, "escalation_rate", Asked(by=()))
    assert behind["contact_id"].to_list() == ["c4"]


def test_contacts_counted_elsewhere_make_a_rate_of_the_days_counted(tmp_path: Path) -> None:
    path = warehouse(tmp_path, LOG, counts={MONDAY: 40})
    assert figures(path, "escalation_rate", "day") == [
        (MONDAY, 3, 44, 44, 44, True),
        (TUESDAY, None, None, None, 1, False),
    ]
    assert figures(path, "contact_volume") == [(44, None, 44, 45, True)]
    with Warehouse(path) as build:
        behind = cases(build, "escalation_rate", Asked(by=()))
    assert sorted(behind["contact_id"].to_list()) == ["c1", "c2", "c4"]


def test_the_step_of_reporting_is_not_told_from_a_list(tmp_path: Path) -> None:
    path = warehouse(tmp_path, LOG)
    with Warehouse(path) as build:
        frame = measure(build, "funnel_step_share", Asked(by=())).frame
    step = frame.filter(step_name="reported").select("numerator", "denominator", "cases")
    assert step.rows() == [(1, 4, 7)]
