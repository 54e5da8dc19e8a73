"""Small warehouses to walk over, and how to open a page on one."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.serve import APP
from etl.pipeline import load
from tests.walk.small_log import Event, small_log, write_log, write_mapping

NOW = dt.datetime(2026, 5, 5, tzinfo=dt.UTC)
Load = Callable[[list[Event]], Path]
Opened = Callable[..., AppTest]


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("key") / "key"
    path.write_bytes(b"k" * 32)
    return path


@pytest.fixture(scope="session")
def load_events(tmp_path_factory: pytest.TempPathFactory, key: Path) -> Load:
    """Give a function that loads events as a file and returns the warehouse."""

    def loaded(events: list[Event]) -> Path:
        folder = tmp_path_factory.mktemp("walk")
        log = write_log(events, folder / "events.csv")
        mapping = write_mapping(folder / "named.toml")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MINAOSHI_KEY_FILE", str(key))
            load([log], mapping, folder / "w.duckdb", NOW)
        return folder / "w.duckdb"

    return loaded


@pytest.fixture(scope="session")
def both(load_events: Load) -> Path:
    """The log of both teams."""
    return load_events(small_log("wide", "narrow"))


@pytest.fixture(scope="session")
def three(load_events: Load) -> Path:
    """The log of a center with three people."""
    return load_events(small_log("narrow"))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open the app on a warehouse, at a page, with URL parameters."""

    def open_app(warehouse: Path, page: str = "weekly", **params: str) -> AppTest:
        monkeypatch.setenv("MINAOSHI_WAREHOUSE", str(warehouse))
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.context = {"locale": "ja-JP"}
        for name, value in params.items():
            app.query_params[name.replace("__", ".")] = value
        if page != "weekly":
            app.switch_page(f"app_pages/{page}.py")
        return app.run()

    return open_app
