"""The two servers that are held against each other, each under a stopwatch."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.serve import CHECKOUT, answers, free_port

BARE = Path(__file__).with_name("bare_page.py")
_PATIENCE_SECONDS = 600
PAGES = CHECKOUT / "dashboard" / "server.py"


@dataclass(frozen=True)
class Served:
    """A running server: its address, and what each run of a page took."""

    address: str
    log: Path

    def runs(self) -> list[dict[str, float]]:
        """`seconds` and `querying` of every run so far, the oldest first."""
        return [line for line in self._lines() if "ahead" not in line]

    def wait_until_ahead(self) -> float:
        """Wait until all is worked out that is worked out ahead; the seconds that it took.

        Raises TimeoutError where the server does not come to that.
        """
        until = time.monotonic() + _PATIENCE_SECONDS
        while not (found := [line["ahead"] for line in self._lines() if "ahead" in line]):
            if time.monotonic() > until:
                raise TimeoutError(f"{self.address} works ahead for over {_PATIENCE_SECONDS} s.")
            time.sleep(0.5)
        return found[0]

    def _lines(self) -> list[dict[str, float]]:
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return [json.loads(line) for line in lines]


@contextmanager
def served(script: Path, warehouse: Path, log: Path) -> Iterator[Served]:
    """Serve a script for as long as the block lasts; raises RuntimeError when it does not start."""
    port = free_port()
    log.unlink(missing_ok=True)
    options = [
        f"--server.port={port}",
        "--server.headless=true",
        "--server.showEmailPrompt=false",
        "--logger.level=error",
    ]
    server = subprocess.Popen(
        [sys.executable, "-m", "bench.screen.stopwatch", str(log), str(script), *options],
        cwd=CHECKOUT,
        env={**os.environ, "MINAOSHI_WAREHOUSE": str(warehouse)},
        stdout=subprocess.DEVNULL,
    )
    try:
        while not answers(port):
            if server.poll() is not None:
                raise RuntimeError(f"{script.name} stopped before it answered.")
        yield Served(f"http://127.0.0.1:{port}/", log)
    finally:
        server.terminate()
        server.wait()
