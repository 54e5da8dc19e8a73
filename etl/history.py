"""The loads behind a warehouse, as tables that pages can show."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from etl.store import Load

LOAD_SCHEMA: Final = {
    "load_id": pl.String,
    "mapping": pl.String,
    "file": pl.String,
    "bytes": pl.Int64,
    "rows_read": pl.Int64,
    "rows_accepted": pl.Int64,
    "rows_quarantined": pl.Int64,
    "rows_ignored": pl.Int64,
    "skipped": pl.String,
    "load_events": pl.Int64,
    "load_duplicates": pl.Int64,
    "load_backward_stamps": pl.Int64,
    "load_notes": pl.String,
}
QUARANTINE_SCHEMA: Final = {
    "load_id": pl.String,
    "source_file": pl.String,
    "source_row": pl.Int64,
    "reasons": pl.String,
    "raw": pl.String,
}


def load_history(loads: Sequence[Load]) -> pl.DataFrame:
    """Return one row per file of every load, with the figures of its load beside it."""
    rows = [
        {
            "load_id": load.load_id,
            "mapping": load.mapping,
            "file": file["name"],
            "load_events": load.report["events"],
            "load_duplicates": load.report["duplicates"],
            "load_backward_stamps": load.report["backward_stamps"],
            "load_notes": "\n".join(load.report["notes"]),
            **{name: file[name] for name in LOAD_SCHEMA if name in file},
        }
        for load in loads
        for file in load.report["files"]
    ]
    return pl.DataFrame(rows, schema=LOAD_SCHEMA)


def quarantined_rows(loads: Sequence[Load]) -> pl.DataFrame:
    """Return the rows of all loads that could not be used, each with its reasons."""
    frames = [pl.DataFrame(schema=QUARANTINE_SCHEMA)]
    for load in loads:
        path: Path = load.folder / "quarantine.parquet"
        if path.exists():
            rows = pl.read_parquet(path).with_columns(load_id=pl.lit(load.load_id))
            frames.append(rows.select(*QUARANTINE_SCHEMA))
    return pl.concat(frames)
