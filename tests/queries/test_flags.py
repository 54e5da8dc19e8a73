"""Failures planted in a simulated center are found, and none where none was planted."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from etl.pipeline import build_from_events
from etl.rules import Book, plan_import, read_workbook, rule_dimensions
from etl.settings import read_settings
from etl.simulate import Planted, SimulationPlan, simulate_events
from etl.simulate.workbook import write_workbooks
from queries.flags import COLUMNS, Revisit, asked_of, rules_to_revisit
from queries.measure import measure
from queries.warehouse import Warehouse

PLANTED = (
    Planted("over_escalation", "R023", 0.25),
    Planted("late", "R004", 0.3),
    Planted("unreachable", "R002", 0.5, step=1, hour_from=12, hour_to=14),
    Planted("repeat_question", "R029", 0.25, slot="phone"),
)
QUIET_SEEDS = 20
Dimensions = dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def dimensions_of(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[SimulationPlan], Dimensions]:
    """Give a function that reads a plan's rule workbooks as a center would import them."""

    def read(plan: SimulationPlan) -> Dimensions:
        book = Book()
        for path in sorted(write_workbooks(plan, tmp_path_factory.mktemp("rules"))):
            book = plan_import(book, read_workbook(path), reason="revised").book
        return rule_dimensions(book, "Asia/Tokyo") | read_settings().dimensions

    return read


def build(plan: SimulationPlan, path: Path, dimensions: Dimensions) -> Warehouse:
    build_from_events(simulate_events(plan), path, dimensions=dimensions)
    return Warehouse(path)


@pytest.fixture(scope="module")
def failing(
    tmp_path_factory: pytest.TempPathFactory,
    dimensions_of: Callable[[SimulationPlan], Dimensions],
) -> Warehouse:
    plan = SimulationPlan(seed=1, contacts=150_000, weeks=16, planted=PLANTED)
    return build(plan, tmp_path_factory.mktemp("failing") / "w.duckdb", dimensions_of(plan))


@pytest.fixture(scope="module")
def found(failing: Warehouse) -> Revisit:
    return rules_to_revisit(failing)


def revisited(found: Revisit) -> pl.DataFrame:
    """What is proposed, but for topics that the simulated rule book truly has no rule for."""
    return found.frame.filter(pl.col("status") == "revisit", pl.col("rule_basis") != "none")


def test_every_planted_failure_is_found_in_its_rule_and_nothing_else(found: Revisit) -> None:
    assert set(revisited(found).select("kind", "rule_id").rows()) == {
        ("over_escalation", "R023"),
        ("late", "R004"),
        ("unreachable", "R002"),
        ("repeat_questions", "R029"),
    }


def test_the_step_and_the_hours_are_named(found: Revisit) -> None:
    row = revisited(found).filter(pl.col("kind") == "unreachable").row(0, named=True)
    assert (row["step"], row["hours"]) == (1, [12, 13])


def test_the_item_asked_again_is_named(found: Revisit) -> None:
    row = revisited(found).filter(pl.col("kind") == "repeat_questions").row(0, named=True)
    assert row["slot"] == "phone"
    assert "(最多: 電話番号)" in row["reason_ja"]
    assert "(most often: Phone number)" in row["reason_en"]


def test_the_last_complete_week_is_reviewed(found: Revisit) -> None:
    assert found.review_week == dt.date(2026, 7, 20)
    assert set(found.frame["stop"]) == {dt.date(2026, 7, 27)}


def test_the_columns_are_as_agreed(found: Revisit) -> None:
    assert found.frame.schema == pl.Schema(COLUMNS)


@pytest.mark.parametrize("kind", ["over_escalation", "late", "unreachable", "repeat_questions"])
def test_a_flag_and_its_metric_give_the_same_figures(
    failing: Warehouse, found: Revisit, kind: str
) -> None:
    row = revisited(found).filter(pl.col("kind") == kind).row(0, named=True)
    figures = measure(failing, row["metric"], asked_of(row)).frame.row(0, named=True)
    assert figures["numerator"] == row["numerator"]
    assert figures["denominator"] == row["denominator"]
    assert figures["metric_value"] == pytest.approx(row["metric_value"])


def test_a_failure_that_began_later_is_not_known_earlier(
    tmp_path: Path, dimensions_of: Callable[[SimulationPlan], Dimensions]
) -> None:
    late = Planted("over_escalation", "R004", 0.4, from_week=14)
    plan = SimulationPlan(seed=3, contacts=100_000, weeks=20, planted=(late,))
    warehouse = build(plan, tmp_path / "w.duckdb", dimensions_of(plan))
    before = rules_to_revisit(warehouse, dt.date(2026, 7, 6))
    after = rules_to_revisit(warehouse)
    assert ("over_escalation", "R004") not in revisited(before).select("kind", "rule_id").rows()
    assert ("over_escalation", "R004") in revisited(after).select("kind", "rule_id").rows()


def test_a_quiet_center_is_left_alone(
    tmp_path: Path, dimensions_of: Callable[[SimulationPlan], Dimensions]
) -> None:
    plans = [SimulationPlan(seed=seed, contacts=60_000, weeks=20) for seed in range(QUIET_SEEDS)]
    dimensions = dimensions_of(plans[0])
    flags = [
        revisited(rules_to_revisit(build(plan, tmp_path / "w.duckdb", dimensions))).height
        for plan in plans
    ]
    assert sum(flags) / QUIET_SEEDS <= 0.5
