"""Small warehouses to show: a whole log, a poor one, one without questions, an empty one."""

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from streamlit.testing.v1 import AppTest

from dashboard.screenshots import ARGUMENTS
from dashboard.serve import APP, running
from etl.pipeline import import_rules, load, settings_of
from etl.simulate import Planted, SimulationPlan, write_simulation

from .browsing import CHROMIUM, PATIENCE

NOW = dt.datetime(2026, 7, 14, 9, 0, tzinfo=dt.UTC)
PLAN = SimulationPlan(
    seed=11,
    contacts=14_000,
    weeks=14,
    planted=(Planted("over_escalation", rule_id="R012", size=0.4),),
)
Opened = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def _own_key(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    key = tmp_path_factory.mktemp("key") / "key"
    key.write_bytes(b"k" * 32)
    before = os.environ.get("MINAOSHI_KEY_FILE")
    os.environ["MINAOSHI_KEY_FILE"] = str(key)
    yield
    if before is None:
        del os.environ["MINAOSHI_KEY_FILE"]
    else:
        os.environ["MINAOSHI_KEY_FILE"] = before


@pytest.fixture(scope="session")
def full_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("full_log")
    write_simulation(PLAN, folder)
    return folder


@pytest.fixture(scope="session")
def full(full_log: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = tmp_path_factory.mktemp("full") / "w.duckdb"
    settings_of(warehouse).write_bytes((full_log / "minaoshi.toml").read_bytes())
    for workbook in sorted(full_log.glob("*.xlsx")):
        import_rules(workbook, warehouse, NOW, then_rebuild=False)
    load([full_log / "events.csv"], "canonical", warehouse, NOW)
    return warehouse


@pytest.fixture
def own(full: Path, tmp_path: Path) -> Path:
    """A warehouse with a journal of its own."""
    shutil.copy(full, tmp_path / "w.duckdb")
    shutil.copy(full.parent / "minaoshi.toml", tmp_path / "minaoshi.toml")
    return tmp_path / "w.duckdb"


@pytest.fixture(scope="session")
def poor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("poor")
    write_simulation(PLAN, folder / "log", profile="poor")
    load(sorted((folder / "log").glob("*.csv")), "poor_ja", folder / "w.duckdb", NOW)
    return folder / "w.duckdb"


@pytest.fixture(scope="session")
def without_questions(full_log: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("without_questions")
    header, *rows = (full_log / "events.csv").read_text(encoding="utf-8").splitlines(True)
    place = header.rstrip().split(",").index("event")
    kept = [row for row in rows if row.split(",")[place] not in ("asked", "told")]
    (folder / "events.csv").write_text(header + "".join(kept), encoding="utf-8")
    load([folder / "events.csv"], "canonical", folder / "w.duckdb", NOW)
    return folder / "w.duckdb"


@pytest.fixture(scope="session")
def empty(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse whose facts hold nothing."""
    warehouse = tmp_path_factory.mktemp("empty") / "w.duckdb"
    shutil.copy(full, warehouse)
    with duckdb.connect(str(warehouse)) as connection:
        for fact in ("fct_contact", "fct_escalation", "fct_attempt", "fct_question"):
            connection.execute(f"truncate facts.{fact}")
        connection.execute("truncate facts.agg_contact_day")
    return warehouse


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open the app on a warehouse, at a page, with URL parameters."""

    def open_app(warehouse: Path, page: str = "weekly", **params: str | list[str]) -> AppTest:
        monkeypatch.setenv("MINAOSHI_WAREHOUSE", str(warehouse))
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.context = {"locale": "ja-JP"}
        for name, value in params.items():
            app.query_params[name.replace("__", ".")] = value
        if page != "weekly":
            app.switch_page(f"app_pages/{page}.py")
        return app.run()

    return open_app


@pytest.fixture(scope="session")
def served(full: Path) -> Iterator[str]:
    """The address of a running dashboard on the whole log."""
    with running(full) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="ja-JP", viewport={"width": 1366, "height": 768})
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield context.new_page()
    context.close()
