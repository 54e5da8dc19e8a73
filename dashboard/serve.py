"""Starts the dashboard on a warehouse, from any folder."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

APP = Path(__file__).parent / "app.py"
SERVER = Path(__file__).parent / "server.py"
CHECKOUT = Path(__file__).parents[1]
SETTINGS = Path(".streamlit") / "config.toml"


def serve(warehouse: Path, port: int = 8501, headless: bool = False) -> int:
    """Run the dashboard until it is stopped; the exit code of the server, 0 when stopped."""
    environment = {**os.environ, "MINAOSHI_WAREHOUSE": str(warehouse.resolve())}
    # Whoever ends this process means the server: it must not stay behind on its port.
    signal.signal(signal.SIGTERM, _stop)
    server = subprocess.Popen(command(port, headless), env=environment, cwd=working_folder())
    print(f"Minaoshi: http://localhost:{port} (Ctrl+C ends it)", flush=True)
    try:
        return server.wait()
    except (KeyboardInterrupt, _StopError):
        return 0
    finally:
        server.terminate()
        server.wait()


@contextmanager
def running(warehouse: Path) -> Iterator[str]:
    """A dashboard on a free port for as long as the block lasts; gives its address.

    Raises RuntimeError when the server ends before it answers.
    """
    port = free_port()
    server = subprocess.Popen(
        command(port, headless=True),
        env={**os.environ, "MINAOSHI_WAREHOUSE": str(warehouse.resolve())},
        cwd=working_folder(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not answers(port):
            if server.poll() is not None:
                raise RuntimeError("The dashboard stopped before it answered. Try minaoshi serve.")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answers(port: int) -> bool:
    """Whether a dashboard answers on a port of this machine."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5).close()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
    return True


class _StopError(Exception):
    """The process was told to end."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise _StopError


def command(port: int, headless: bool) -> list[str]:
    """The command line that starts the server.

    -P keeps the folder it is started from off the import path: a stray `queries/` or `data.py`
    there must not stand in for ours.
    """
    options = [
        f"--server.port={port}",
        f"--server.headless={str(headless).lower()}",
        # On its first start on a machine Streamlit would wait for an e-mail address.
        "--server.showEmailPrompt=false",
    ]
    return [sys.executable, "-P", "-m", "streamlit", "run", str(SERVER), *options]


def working_folder() -> Path | None:
    """Where the server finds its settings.

    Streamlit reads them beside the script, where an installed package has them, or in the folder
    it is started from, which in a checkout has to be the checkout.
    """
    return CHECKOUT if (CHECKOUT / SETTINGS).exists() else None
