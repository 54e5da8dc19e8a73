"""Starting the dashboard as a user does, on a port of its own."""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def start(port: int, home: Path, headless: bool) -> subprocess.Popen[bytes]:
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


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5).close()
    except (urllib.error.URLError, ConnectionError):
        return False
    return True
