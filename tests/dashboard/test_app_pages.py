"""The page files: short, one question each, nothing computed in them."""

import ast
from pathlib import Path

import pytest

DASHBOARD = Path(__file__).parents[2] / "dashboard"
PAGES = sorted(path for path in (DASHBOARD / "app_pages").glob("*.py") if path.stem != "__init__")
MODULES = sorted(DASHBOARD.rglob("*.py"))
FIGURES = {"plotly_chart", "echarts_chart", "dataframe"}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_is_short_and_computes_nothing(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= 80
    assert (ast.get_docstring(tree) or "").endswith("?"), "the docstring is the page's question"
    forbidden = (ast.FunctionDef, ast.ClassDef, ast.BinOp, ast.Lambda)
    assert [type(node).__name__ for node in ast.walk(tree) if isinstance(node, forbidden)] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_nothing_is_drawn_by_hand_or_without_a_description(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            names = {keyword.arg for keyword in node.keywords}
            assert "unsafe_allow_html" not in names
            if isinstance(node.func, ast.Attribute) and node.func.attr in FIGURES:
                assert "alt" in names, f"{module.name}:{node.lineno} has no alt text"


def test_no_module_hides_a_top_level_package() -> None:
    names = {path.stem for path in DASHBOARD.iterdir()}
    assert names.isdisjoint({"etl", "queries", "minaoshi", "tests", "bench"})


def test_no_sql_stands_in_python() -> None:
    for module in MODULES:
        strings = [
            node.value.lower()
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert not [text for text in strings if "select " in text and " from " in text]
