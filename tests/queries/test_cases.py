"""Run the case files: what a metric gives for rows written out by hand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from queries.asked import Asked
from queries.catalog import THEMES, load_catalog
from queries.measure import cases, measure

FOLDER = Path(__file__).parent
FILES = [path for theme in THEMES for path in sorted((FOLDER / theme).glob("*.yaml"))]
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{case['name']}")
    for path in FILES
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def as_asked(text: dict[str, Any]) -> Asked:
    return Asked(**{k: tuple(v) if isinstance(v, list) else v for k, v in text.items()})


def nearly(row: dict[str, Any]) -> dict[str, Any]:
    """Return what is expected, with floating-point figures to nine digits."""
    return {k: pytest.approx(v, rel=1e-9) if isinstance(v, float) else v for k, v in row.items()}


@pytest.mark.parametrize(("metric", "case"), CASES)
def test_metric_gives_what_the_case_file_says(
    make_warehouse: Callable[..., Any], metric: str, case: dict[str, Any]
) -> None:
    warehouse = make_warehouse(case.get("given", {}), case.get("recorded"))
    asked = as_asked(case.get("asked", {}))
    found = measure(warehouse, metric, asked).frame.to_dicts()
    expected = case["expect"]
    assert len(found) == len(expected), found
    for row, expected_row in zip(found, expected, strict=True):
        assert {name: row[name] for name in expected_row} == nearly(expected_row), row
    if "cases" in case:
        behind = cases(warehouse, metric, asked)["contact_id"].to_list()
        assert sorted(behind) == sorted(case["cases"])


def test_every_metric_has_a_case_file() -> None:
    assert {path.stem for path in FILES} == set(load_catalog())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_case_file_has_the_five_cases_that_go_wrong_first(path: Path) -> None:
    names = {case["name"] for case in yaml.safe_load(path.read_text(encoding="utf-8"))}
    assert {"plain", "no_rows", "stop_is_exclusive"} <= names
    assert any("zero" in name for name in names)
    assert any("unknown" in name for name in names)
