"""Weekly answers kept at load are the metric's own, and are used for nothing else."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest
from polars.testing import assert_frame_equal

from etl.pipeline import build_from_events
from queries.asked import Asked
from queries.catalog import load_catalog
from queries.kept import kept_answer
from queries.measure import measure
from queries.thresholds import load_thresholds
from queries.warehouse import Warehouse
from tests.second_opinion.random_log import random_log

KEPT = (
    "contact_resolution_time",
    "hesitation",
    "operator_variation",
    "receiver_variation",
    "report_length",
    "time_to_accept",
    "time_to_assess",
    "time_to_escalate",
    "time_to_reach",
    "time_to_resolve",
)
# Two weeks in the middle of the random log.
MONDAY, LATER = dt.date(2026, 5, 4), dt.date(2026, 5, 18)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "random.duckdb"
    build_from_events(random_log(7), path)
    return path


def test_what_cannot_be_summed_up_is_kept() -> None:
    assert tuple(sorted(m.metric for m in load_catalog().values() if m.is_kept)) == KEPT


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("asked", [Asked(), Asked(start=MONDAY, stop=LATER), Asked(start=MONDAY)])
def test_the_kept_rows_are_what_the_facts_say(loaded: Path, name: str, asked: Asked) -> None:
    metric, warehouse = load_catalog()[name], Warehouse(loaded)
    kept = kept_answer(warehouse, metric, asked)
    assert kept is not None
    assert kept.height >= 2
    assert_frame_equal(
        kept.sort("week_start"),
        warehouse.query(metric.sql, asked.params() | dict(load_thresholds()[name].params)),
        abs_tol=1e-9,
    )


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(Asked(by=()), id="a_total"),
        pytest.param(Asked(by=("week_start", "center")), id="by_more_than_the_week"),
        pytest.param(Asked(channel=("phone",)), id="filtered"),
        pytest.param(Asked(clock="business"), id="on_the_other_clock"),
        pytest.param(Asked(start=dt.date(2026, 5, 5)), id="from_a_tuesday"),
        pytest.param(Asked(stop=dt.date(2026, 5, 8)), id="to_a_friday"),
    ],
)
def test_any_other_question_is_worked_out(loaded: Path, asked: Asked) -> None:
    assert kept_answer(Warehouse(loaded), load_catalog()["time_to_reach"], asked) is None


def test_what_another_version_of_the_metric_kept_is_not_used(loaded: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.duckdb"
    older.write_bytes(loaded.read_bytes())
    with duckdb.connect(older) as connection:
        connection.execute("update kept.time_to_reach set numerator = 9999")
    assert measure(Warehouse(older), "time_to_reach", Asked()).frame["numerator"][0] == 9999
    with duckdb.connect(older) as connection:
        connection.execute("comment on table kept.time_to_reach is 'another version'")
    assert_frame_equal(
        measure(Warehouse(older), "time_to_reach", Asked()).frame,
        measure(Warehouse(loaded), "time_to_reach", Asked()).frame,
    )
