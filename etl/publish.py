"""Publish by replacing: a new warehouse is built beside the live one and takes its place whole."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl.errors import EtlError

# Python and its tables come on top: a whole load stays below 4 GiB.
MEMORY_LIMIT = "3GiB"


def publish(
    warehouse: Path, time_zone: str, fill: Callable[[duckdb.DuckDBPyConnection], None]
) -> None:
    """Build a warehouse with `fill` and put it in place of `warehouse`.

    Whatever happens before the last step, the old file stays as it was.
    """
    new = warehouse.with_name(warehouse.name + ".new")
    _remove_remains(new)
    spill = warehouse.with_name(warehouse.name + ".spill")
    connection = duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "temp_directory": str(spill)})
    try:
        connection.execute("set preserve_insertion_order = false")
        connection.execute(f"set timezone = '{time_zone}'")
        connection.execute(f"attach '{str(new).replace(chr(39), chr(39) * 2)}' as warehouse")
        connection.execute("use warehouse")
        fill(connection)
        connection.execute("checkpoint warehouse")
    except BaseException:
        connection.close()
        _remove_remains(new)
        raise
    # The write-ahead log is folded in only when the file is closed: replace after that.
    connection.close()
    _sync(new)
    new.replace(warehouse)
    _sync(warehouse.parent)


def _remove_remains(new: Path) -> None:
    """A killed load leaves its unfinished file behind; nobody reads it."""
    for path in (new, new.with_name(new.name + ".wal")):
        path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def only_writer(warehouse: Path) -> Iterator[None]:
    """Hold the warehouse's lock, or say which process holds it."""
    lock = warehouse.with_name(warehouse.name + ".lock")
    with lock.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise EtlError(
                f"{warehouse}: another load (process {holder}) is writing. "
                "Wait until it has finished, then load again."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
