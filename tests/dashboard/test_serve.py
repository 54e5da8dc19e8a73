"""How the dashboard is started."""

import os
import signal
import socket
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

from dashboard.serve import APP, command, working_folder


def test_the_server_is_started_by_this_python_and_by_absolute_path() -> None:
    line = command(8600, headless=True)
    assert line[:5] == [sys.executable, "-P", "-m", "streamlit", "run"]
    assert Path(line[5]) == APP
    assert APP.is_absolute()
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
    port = _free_port()
    front = _start(port, tmp_path, headless=True)
    while not _answers(port):
        assert front.poll() is None
    front.send_signal(signal.SIGTERM)
    assert front.wait(timeout=20) == 0
    assert not _answers(port)


def test_the_first_start_on_a_machine_asks_for_nothing(tmp_path: Path) -> None:
    """In an empty home, with a browser to open and nobody at the keyboard."""
    port = _free_port()
    front = _start(port, tmp_path, headless=False)
    try:
        while not _answers(port):
            assert front.poll() is None
    finally:
        front.send_signal(signal.SIGTERM)
        front.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _start(port: int, home: Path, headless: bool) -> subprocess.Popen[bytes]:
    code = f"from pathlib import Path; from dashboard.serve import serve; \
serve(Path('none.duckdb'), {port}, {headless})"
    return subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        cwd=home,
        env=os.environ | {"HOME": str(home), "BROWSER": "true"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5).close()
    except (urllib.error.URLError, ConnectionError):
        return False
    return True
