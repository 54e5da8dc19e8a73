"""Exports of well-known systems, from the file to the pages by one command."""

import datetime as dt
from pathlib import Path

import pytest

from etl.simulate import SimulationPlan, write_simulation
from minaoshi import main

from .conftest import Opened

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


def test_a_list_of_escalations_leads_with_their_number(
    tmp_path: Path, opened: Opened, simulated_list: Path
) -> None:
    warehouse = tmp_path / "w.duckdb"
    assert (
        main(["load", str(simulated_list), "--mapping", "cases", "--warehouse", str(warehouse)])
        == 0
    )
    app = opened(warehouse, lang="en")
    headings = [heading.value for heading in app.subheader]
    assert "Escalations over time" in headings
    assert "Escalation rate over time" not in headings
    shown = [tile.label for tile in app.metric]
    assert "Escalations" in shown
    assert "Escalation rate" not in shown
    said = " ".join(text.value for text in app.markdown)
    assert "starts when the contacts that nobody escalated are loaded too" in said
    captions = " ".join(caption.value for caption in app.caption)
    assert "contacts not recorded, 9 escalations" in captions


@pytest.fixture(scope="module")
def simulated_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("list")
    plan = SimulationPlan(seed=1, contacts=4000, weeks=30)
    (path,) = (p for p in write_simulation(plan, folder, ["cases"]) if p.name == "cases.csv")
    return path
