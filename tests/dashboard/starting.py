"""Starting the dashboard as a user does, on a port of its own."""

import os
import subprocess
import sys
from pathlib import Path


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
