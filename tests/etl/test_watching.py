"""Files dropped into a folder are loaded once, when they no longer grow."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from etl.errors import EtlError
from etl.watching import watch

ROWS = "contact_id,occurred_at,event\nc1,2026-11-16T09:00:00+09:00,opened\n"
SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "connectors" / "servicenow_task.csv"
Step = Callable[[], object]


def run(folder: Path, steps: list[Step], failing: str = "") -> tuple[list[str], list[str]]:
    """Watch a folder; what is done between the looks. Gives the files loaded and the errors."""
    loaded: list[str] = []
    refused: list[str] = []

    def load(paths: Sequence[Path]) -> None:
        for path in paths:
            if path.name == failing:
                raise EtlError(f"{path.name}: broken")
            loaded.append(path.name)

    def wait() -> bool:
        if not steps:
            return False
        steps.pop(0)()
        return True

    watch(folder, load, lambda error: refused.append(str(error)), wait)
    return loaded, refused


def nothing() -> None:
    """Time passes."""


def test_a_file_is_loaded_once_when_it_no_longer_grows(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"

    def begin() -> None:
        file.write_text(ROWS[:20])

    def grow() -> None:
        file.write_text(ROWS)

    assert run(tmp_path, [begin, grow]) == ([], [])
    assert run(tmp_path, [begin, grow, nothing, nothing, nothing]) == (["a.csv"], [])


def test_what_cannot_be_loaded_is_told_once_and_tried_again_when_it_changes(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(ROWS)
    (tmp_path / "good.csv").write_text(ROWS)
    again = [nothing, nothing, lambda: (tmp_path / "bad.csv").write_text(ROWS + ROWS)]
    loaded, refused = run(tmp_path, [*again, nothing, nothing], failing="bad.csv")
    assert loaded == ["good.csv"]
    assert refused == ["bad.csv: broken"] * 2


def test_files_of_other_kinds_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv.part").write_text(ROWS)
    (tmp_path / "notes.docx").write_text("x")
    assert run(tmp_path, [nothing, nothing]) == ([], [])


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EtlError, match="no such folder"):
        run(tmp_path / "none", [])


def test_the_command_watches_until_it_is_interrupted(tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    shutil.copy(SAMPLE, folder)
    warehouse = tmp_path / "w.duckdb"
    (tmp_path / "key").write_bytes(b"k" * 32)
    command = [sys.executable, "-m", "minaoshi", "load", str(folder), "--watch"]
    watching = subprocess.Popen(
        [*command, "--mapping", "servicenow_task", "--warehouse", str(warehouse)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "MINAOSHI_KEY_FILE": str(tmp_path / "key")},
    )
    assert watching.stdout is not None
    lines = [watching.stdout.readline() for _ in range(3)]
    watching.send_signal(signal.SIGINT)
    assert watching.wait() == 0
    watching.stdout.close()
    assert "files dropped here are loaded" in lines[0]
    assert "servicenow_task.csv: 3 rows read = 3 accepted" in lines[1]
    assert warehouse.is_file()
