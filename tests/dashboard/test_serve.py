"""How the dashboard is started."""

import signal
import sys
import tomllib
from pathlib import Path

from dashboard.serve import APP, SERVER, answers, command, free_port, working_folder

from .starting import start


def test_the_server_is_started_by_this_python_and_by_absolute_path() -> None:
    line = command(8600, headless=True)
    assert line[:5] == [sys.executable, "-P", "-m", "streamlit", "run"]
    assert Path(line[5]) == SERVER
    assert SERVER.is_absolute()
    assert line[6:] == [
        "--server.port=8600",
        "--server.headless=true",
        "--server.showEmailPrompt=false",
    ]


def test_the_server_finds_its_settings_and_sends_nothing_home() -> None:
    folder = working_folder() or APP.parent
    settings = tomllib.loads((folder / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["toolbarMode"] == "viewer"
    assert {"light", "dark"} <= set(settings["theme"])


def test_ending_the_command_ends_the_server(tmp_path: Path) -> None:
    port = free_port()
    front = start(port, tmp_path, headless=True)
    while not answers(port):
        assert front.poll() is None
    front.send_signal(signal.SIGTERM)
    assert front.wait(timeout=20) == 0
    assert not answers(port)


def test_the_first_start_on_a_machine_asks_for_nothing(tmp_path: Path) -> None:
    """In an empty home, with a browser to open and nobody at the keyboard."""
    port = free_port()
    front = start(port, tmp_path, headless=False)
    try:
        while not answers(port):
            assert front.poll() is None
    finally:
        front.send_signal(signal.SIGTERM)
        front.wait(timeout=20)
