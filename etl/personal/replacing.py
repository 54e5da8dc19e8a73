"""Replaces all loads of a store at once: a kill at any moment leaves the old ones or the new ones.

The new loads are written beside the old ones, in `loads.new`, and take their place by two renames.
Between them there is no `loads`: who finds it so puts `loads.new`, complete by then, in its place.
"""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from etl.store import Load, all_loads

# What a file of a load holds from now on; None where it stays as it is.
Rewrite = Callable[[Load, Path], pl.DataFrame | None]


def settle(store: Path) -> None:
    """Finish or undo a replacing that was killed; only a writer of the store may call this."""
    loads, new = store / "loads", store / "loads.new"
    if not loads.exists() and new.exists():
        new.rename(loads)
    for remains in (new, store / "loads.old"):
        shutil.rmtree(remains, ignore_errors=True)


def replace_loads(
    store: Path,
    rewrite: Rewrite,
    report: Callable[[Load], dict[str, Any]] = lambda load: load.report,
) -> None:
    """Write every load anew, its files as `rewrite` gives them, and put all in place at once."""
    settle(store)
    loads, new, old = (store / name for name in ("loads", "loads.new", "loads.old"))
    new.mkdir()
    for load in all_loads(store):
        _write_load(load, new / load.load_id, rewrite, report(load))
    _sync(new)
    # From here on the new loads are whole.
    loads.rename(old)
    new.rename(loads)
    _sync(store)
    shutil.rmtree(old)
    # Copies made of the old loads hold what they held.
    shutil.rmtree(store / "active", ignore_errors=True)


def _write_load(load: Load, folder: Path, rewrite: Rewrite, report: dict[str, Any]) -> None:
    folder.mkdir()
    for path in sorted(load.folder.rglob("*.parquet")):
        target = folder / path.relative_to(load.folder)
        target.parent.mkdir(exist_ok=True)
        frame = rewrite(load, path)
        if frame is None:
            os.link(path, target)
        elif frame.height:
            frame.write_parquet(target, compression="zstd", compression_level=1)
            _sync(target)
    text = json.dumps(report, ensure_ascii=False, indent=2)
    (folder / "load.json").write_text(text + "\n", encoding="utf-8")
    _sync(folder / "load.json")
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
