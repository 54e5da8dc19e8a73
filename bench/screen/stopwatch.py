"""A Streamlit server that writes down what each run of a page took: one JSON line a run.

`python -m bench.screen.stopwatch LOG SCRIPT [OPTION …]`. A line holds `seconds`, the run from its
first to its last statement, and `querying`, the part of it in which DuckDB was asked.
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

from queries.warehouse import Warehouse

_run = threading.local()


def main() -> None:
    """Serve a script until the process is ended."""
    log, script, *options = sys.argv[1:]
    _time_queries()
    _time_runs(Path(log))
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
            line = {"seconds": time.perf_counter() - started, "querying": _run.querying}
            with log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")

    script_runner.exec_func_with_error_handling = timed


if __name__ == "__main__":
    main()
