"""The rule workbooks that a manager would have kept."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from etl.simulate import SimulationPlan, write_simulation
from etl.simulate.workbook import ROUTE_HEADERS, RULE_HEADERS


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("books")
    write_simulation(SimulationPlan(seed=1, contacts=100, weeks=12), folder)
    return sorted(folder.glob("rules_*.xlsx"))


def rules_of(path: Path) -> pl.DataFrame:
    return pl.read_excel(path, sheet_name="ルール")


def test_there_is_one_workbook_per_date_of_change(books: list[Path]) -> None:
    assert [path.name for path in books] == [
        "rules_2025-12-15.xlsx",
        "rules_2026-05-04.xlsx",
        "rules_2026-06-01.xlsx",
    ]


def test_the_headers_are_the_managers(books: list[Path]) -> None:
    assert rules_of(books[0]).columns == RULE_HEADERS.split()
    assert pl.read_excel(books[0], sheet_name="経路").columns == ROUTE_HEADERS.split()


def test_more_than_forty_rules_each_with_a_route_of_two_to_four_steps(books: list[Path]) -> None:
    rules = rules_of(books[-1])
    steps = pl.read_excel(books[-1], sheet_name="経路").group_by("ルール番号").len()
    assert rules.height == 45
    assert set(steps["ルール番号"]) == set(rules["ルール番号"])
    assert (steps["len"].min(), steps["len"].max()) == (2, 4)


def test_a_changed_rule_carries_its_own_date_and_reason(books: list[Path]) -> None:
    last = rules_of(books[-1])
    changed = last.filter(pl.col("適用開始日") > date(2025, 12, 15))
    assert changed.height == 8
    assert changed["変更理由"].null_count() == 0


def test_every_workbook_is_complete(books: list[Path]) -> None:
    numbers = [set(rules_of(path)["ルール番号"]) for path in books]
    assert numbers[0] <= numbers[1] <= numbers[2]
