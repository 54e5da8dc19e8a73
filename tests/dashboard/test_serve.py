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
    assert line[6:] == ["--server.port=8600", "--server.headless=true"]


def test_the_server_finds_its_settings_and_sends_nothing_home() -> None:
    folder = working_folder() or APP.parent
    settings = tomllib.loads((folder / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["toolbarMode"] == "viewer"
    assert {"light", "dark"} <= set(settings["theme"])


def test_ending_the_command_ends_the_server(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = f"from pathlib import Path; from dashboard.serve import serve; \
serve(Path('none.duckdb'), {port}, True)"
    front = subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env=os.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not _answers(port):
        assert front.poll() is None
    front.send_signal(signal.SIGTERM)
    assert front.wait(timeout=20) == 0
    assert not _answers(port)


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5).close()
    except (urllib.error.URLError, ConnectionError):
        return False
    return True
