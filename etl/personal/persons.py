"""Where pseudonyms stand in the files of a load."""

import re
from pathlib import Path
from typing import Final

import polars as pl

from etl.store import Load

PSEUDONYM: Final = re.compile(r"[0-9a-f]{16}")
_IN_EVENTS: Final = ("customer_id", "actor")
_ALL_PSEUDONYMS: Final = rf"^{PSEUDONYM.pattern}$"


def person_columns(load: Load, path: Path, frame: pl.DataFrame) -> list[str]:
    """Return the columns of a file of the load that hold pseudonyms."""
    if path.parent.name == "events":
        return [name for name in _IN_EVENTS if name in frame.columns]
    if path.parent.name != "rows":
        return []
    if "persons" in load.report:
        return [name for name in load.report["persons"] if name in frame.columns]
    # An earlier version did not write down which they are: nothing else looks so.
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    return [name for name in texts if _holds_pseudonyms(frame[name])]


def _holds_pseudonyms(cells: pl.Series) -> bool:
    known = cells.drop_nulls()
    return bool(len(known)) and bool(known.str.contains(_ALL_PSEUDONYMS).all())
