"""Exports of well-known systems, from the file to the pages by one command."""

import datetime as dt
from pathlib import Path

import pytest

from minaoshi import main
from tests.dashboard.conftest import Opened

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples" / "connectors"
FILES = sorted(path.name for path in SAMPLES.iterdir())


@pytest.mark.parametrize("file", FILES)
def test_one_command_takes_a_sample_to_the_page(file: str, tmp_path: Path, opened: Opened) -> None:
    warehouse = tmp_path / "w.duckdb"
    mapping = file.partition(".")[0]
    load = ["load", str(SAMPLES / file), "--mapping", mapping, "--warehouse", str(warehouse)]
    assert main(load) == 0
    app = opened(warehouse, "cases")
    assert not app.exception
    shown = app.session_state["week"]
    assert dt.date.fromisoformat(shown) in (dt.date(2026, 11, 16), dt.date(2026, 11, 9))
    assert not opened(warehouse).exception
