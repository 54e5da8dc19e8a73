"""What can be taken away from a page, a rule's page and the executives' paper withhold alike."""

import re
import shutil
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

import minaoshi
from dashboard import naming
from dashboard.frame.layout import SECTIONS
from dashboard.patterns.offer import VIEWS as PATTERNS
from dashboard.words import in_language
from etl.pipeline import import_rules
from queries.catalog import load_catalog
from tests.walk.conftest import NOW, Load, Opened
from tests.walk.small_log import small_log
from tests.walk.test_no_ranking import WEEK, assert_names_nobody, shown
from tests.walk.test_unknown_is_not_no import TAKEN, silent

PAGES = [(name, {}) for group in SECTIONS.values() for name in group]
VIEWS = [("patterns", {"view": view}) for view in PATTERNS]
RULE = [("register", {"rule": "R1", "metric": "unreachable_attempt_rate"})]
# Cases and loaded files are no figures of people: what names them is searched for names alone.
NO_FIGURES = ("cases", "health")
FIGURE = re.compile(r"\d+(\.\d+)?\s?%|\d+ / \d+|\d+ of \d+")


def with_book(warehouse: Path, folder: Path, key: Path) -> Path:
    """The warehouse with a rule and its route, which the log's escalations name."""
    own = folder / "own"
    shutil.copytree(warehouse.parent, own)
    book = folder / "rules.xlsx"
    with xlsxwriter.Workbook(book) as file:
        rules, routes = file.add_worksheet("rules"), file.add_worksheet("routes")
        head = ("rule number", "title", "category", "role asked", "valid from")
        rules.write_row(0, 0, (*head, "reason of change"))
        rules.write_row(1, 0, ("R1", "One rule", "all", "leader", "2026-01-05", "first"))
        routes.write_row(0, 0, ("rule number", "order", "role", "means", "minutes to wait"))
        routes.write_row(1, 0, ("R1", 1, "leader", "phone", 2))
        routes.write_row(2, 0, ("R1", 2, "supervisor", "phone", 2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINAOSHI_KEY_FILE", str(key))
        import_rules(book, own / warehouse.name, NOW)
    return own / warehouse.name


@pytest.fixture(scope="module")
def both_with_book(both: Path, key: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_book(both, tmp_path_factory.mktemp("both"), key)


@pytest.fixture(scope="module")
def three_with_book(three: Path, key: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_book(three, tmp_path_factory.mktemp("three"), key)


def figures_in(rows: pl.DataFrame) -> list[str]:
    """What a table tells of people: its numbers, and texts that hold a share or a count of many."""
    rows = rows.drop("Version", strict=False)  # of a rule: 1 / 1
    numbers = rows.select(pl.selectors.numeric())
    found = [str(value) for row in numbers.rows() for value in row if value is not None]
    texts = rows.select(pl.selectors.string())
    return found + [text for row in texts.rows() for text in row if text and FIGURE.search(text)]


@pytest.mark.parametrize(("page", "params"), [*PAGES, *VIEWS, *RULE])
def test_nothing_of_three_people_can_be_taken_away(
    three_with_book: Path, opened: Opened, page: str, params: dict[str, str]
) -> None:
    app = opened(three_with_book, page, lang="en", week=WEEK, **params)
    assert not app.exception
    assert not app.error
    assert_names_nobody(shown(app))
    for table in app.session_state["export_tables"]:
        rows = table.rows()
        assert_names_nobody(rows.write_csv())
        if page not in NO_FIGURES:
            told = [text for text in figures_in(rows) if not text.startswith("0 / 0")]
            assert told == [], table.title


@pytest.mark.parametrize(("page", "params"), [*PAGES, *VIEWS, *RULE])
def test_of_two_teams_only_the_wide_one_can_be_taken_away(
    both_with_book: Path, opened: Opened, page: str, params: dict[str, str]
) -> None:
    app = opened(both_with_book, page, lang="en", week=WEEK, **params)
    assert not app.exception
    assert_names_nobody(shown(app))
    for table in app.session_state["export_tables"]:
        rows = table.rows()
        assert_names_nobody(rows.write_csv())
        names = [name for name, kind in rows.schema.items() if kind == pl.String]
        if page not in NO_FIGURES and names:
            is_narrow = pl.any_horizontal(pl.col(names).str.contains("narrow").fill_null(False))
            assert figures_in(rows.filter(is_narrow)) == [], table.title


def test_the_walk_would_see_a_figure(both_with_book: Path, opened: Opened) -> None:
    app = opened(both_with_book, "patterns", lang="en", week=WEEK, view="rate")
    (table,) = app.session_state["export_tables"]
    assert "60" in figures_in(table.rows())
    app = opened(both_with_book, "weekly", lang="en", week=WEEK)
    assert any(figures_in(table.rows()) for table in app.session_state["export_tables"])


def test_the_page_of_a_rule_shows_its_route_and_withholds_how_it_went(
    three_with_book: Path, both_with_book: Path, opened: Opened
) -> None:
    few = shown(opened(three_with_book, "register", lang="en", week=WEEK, rule="R1"))
    assert "One rule" in few
    assert "Too few people" in few
    assert not re.search(r"Not reached \d", few)
    many = shown(opened(both_with_book, "register", lang="en", week=WEEK, rule="R1"))
    assert re.search(r"Not reached \d", many)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_paper_for_executives_withholds(
    both: Path, three: Path, form: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["report", "summary", "--week", WEEK, "--lang", lang, "--format", form]
    assert minaoshi.main([*words, "--warehouse", str(both)]) == 0
    page = capsys.readouterr().out
    assert_names_nobody(page)
    assert re.search(r"\d\.\d%", page)
    assert minaoshi.main([*words, "--warehouse", str(three)]) == 0
    page = capsys.readouterr().out
    assert_names_nobody(page)
    assert {"ja": "5人未満", "en": "fewer than 5 people"}[lang] in page
    assert not re.search(r"\d\.\d%", page)


@pytest.mark.parametrize("missing", TAKEN)
def test_what_is_not_recorded_is_no_figure_of_the_summary(
    load_events: Load, opened: Opened, missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    left = TAKEN[missing](small_log("wide"))
    path = load_events(left)
    names = silent(missing, {str(event["event"]) for event in left})
    words = in_language("en")
    labels = {naming.label(load_catalog()[name], words) for name in names}
    app = opened(path, "summary", lang="en", week=WEEK)
    assert not app.exception
    assert labels & {tile.label for tile in app.metric} == set()
    for table in app.session_state["export_tables"]:
        assert labels & set(table.rows()["Measure"]) == set()
    assert (
        minaoshi.main(
            ["report", "summary", "--week", WEEK, "--lang", "en", "--warehouse", str(path)]
        )
        == 0
    )
    lines = capsys.readouterr().out.splitlines()
    for label in labels:
        assert not [line for line in lines if line.startswith(f"  {label}  ") and "%" in line]
