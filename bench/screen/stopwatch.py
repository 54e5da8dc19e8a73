"""A Streamlit server that writes down what each run of a page took: one JSON line a run.

`python -m bench.screen.stopwatch LOG SCRIPT [OPTION …]`. A line holds `seconds`, the run from its
first to its last statement, and `querying`, the part of it in which DuckDB was asked. What is
worked out ahead of visitors is a line of its own: `ahead`, in seconds.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.runtime.scriptrunner import script_runner
from streamlit.web import cli

from dashboard import ahead
from queries.warehouse import Warehouse

_run = threading.local()


def main() -> None:
    """Serve a script until the process is ended."""
    log, script, *options = sys.argv[1:]
    _time_queries()
    _time_runs(Path(log))
    _time_ahead(Path(log))
    sys.argv = ["streamlit", "run", script, *options]
    cli.main()


def _time_queries() -> None:
    plain = Warehouse.query

    def timed(self: Warehouse, *given: Any, **named: Any) -> Any:
        started = time.perf_counter()
        try:
            return plain(self, *given, **named)
        finally:
            _run.querying = getattr(_run, "querying", 0.0) + time.perf_counter() - started

    Warehouse.query = timed  # type: ignore[method-assign]


def _time_runs(log: Path) -> None:
    plain: Callable[..., Any] = script_runner.exec_func_with_error_handling

    def timed(*given: Any, **named: Any) -> Any:
        _run.querying = 0.0
        started = time.perf_counter()
        try:
            return plain(*given, **named)
        finally:
            taken = time.perf_counter() - started
            _write(log, {"seconds": taken, "querying": _run.querying})

    script_runner.exec_func_with_error_handling = timed


def _time_ahead(log: Path) -> None:
    plain = ahead.work

    def timed(*given: Any) -> None:
        started = time.perf_counter()
        plain(*given)
        _write(log, {"ahead": time.perf_counter() - started})

    ahead.work = timed


def _write(log: Path, line: dict[str, float]) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
