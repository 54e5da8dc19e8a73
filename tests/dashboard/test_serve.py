"""How the dashboard is started."""

import sys
import tomllib
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
