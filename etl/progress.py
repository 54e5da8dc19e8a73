"""How far a load has come: a bar on a terminal, nothing elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def shown_progress() -> Iterator[Callable[[int, int], None]]:
    """Give a callback for rows read and the bytes of all files; the bar goes to stderr."""
    console = Console(stderr=True)
    if not sys.stderr.isatty():
        yield lambda rows, size: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda rows, size: bar.update(
            task, description=f"{rows:,} rows of {size / 1e6:,.0f} MB"
        )
