"""From files to a published warehouse: extract, map, validate, conform, load, facts, publish."""

import datetime as dt
import hashlib
import json
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import polars as pl

from etl.canonical import EVENT_SCHEMA
from etl.facts import FactInput, build_facts
from etl.publish import publish


def build_from_events(
    events: pl.DataFrame,
    warehouse: Path,
    as_of: dt.datetime | None = None,
    dimensions: dict[str, pl.DataFrame] | None = None,
    time_zone: str = "Asia/Tokyo",
) -> None:
    """Publish a warehouse of canonical events that are already validated and conformed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.parquet"
        missing = [name for name in EVENT_SCHEMA if name not in events.columns]
        filled = events.with_columns(pl.lit(None).alias(name) for name in missing)
        filled.select(pl.col(name).cast(kind) for name, kind in EVENT_SCHEMA.items()).write_parquet(
            path
        )
        given = FactInput(
            event_files=[path],
            dimensions=dimensions or {},
            as_of=as_of,
            time_zone=time_zone,
            build_id=hashlib.sha256(path.read_bytes()).hexdigest()[:16],
            code_version=version("minaoshi"),
        )
        publish(warehouse, time_zone, lambda connection: build_facts(connection, given))
