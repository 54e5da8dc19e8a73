"""A full disk, told so that it can be mended: whatever was writing, the old warehouse stays."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from etl.errors import EtlError

# Polars and DuckDB say it in words of their own and keep the words of the system.
_FULL: Final = ("no space left on device", "disk quota exceeded", "not enough space on the disk")
_MEGABYTE: Final = 1_000_000


@contextmanager
def full_disk_told(warehouse: Path) -> Iterator[None]:
    """Raise EtlError instead of what a full disk makes within the block; all else goes through."""
    try:
        yield
    except (OSError, duckdb.Error, pl.exceptions.PolarsError) as error:
        if not _is_full(error):
            raise
        folder = warehouse.resolve().parent
        free = shutil.disk_usage(folder).free / _MEGABYTE
        raise EtlError(
            f"{folder}: no space is left on the disk ({free:,.0f} MB free). The warehouse is as it "
            "was before, and nothing is lost: free some space (a load needs about twice the size "
            "of the warehouse) and load the same files again; what is loaded is not loaded twice."
        ) from None


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    return any(words in str(error).lower() for words in _FULL)
