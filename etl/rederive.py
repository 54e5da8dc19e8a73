"""Contacts whose rows span several loads: they are derived again from all their rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl.canonical import with_all_columns
from etl.columns import CONTACT
from etl.conform import IS_NEW, count_duplicates, merged
from etl.derive import derive_events, with_neighbors
from etl.grammar import Mapping
from etl.store import SUPERSEDED_SCHEMA, Load, NewLoad, read_superseded
from etl.validate import ORIGIN, REASON_SCHEMA, split_events

_BUCKET_ROWS = 500_000


@dataclass(frozen=True)
class Completed:
    """What completing a load found: superseded contacts, repetitions, rows that broke a rule.

    `cells` are the mapped values of those rows, as they go to quarantine.
    """

    superseded: pl.DataFrame
    duplicates: int = 0
    reasons: pl.DataFrame | None = None
    cells: pl.DataFrame | None = None


def complete_events(
    new: NewLoad, mapping: Mapping, earlier: Sequence[Load], new_duplicates: int
) -> Completed:
    """Merge the new events with those that earlier loads have of the same contacts.

    `new_duplicates` is how many new events repeat another one.
    """
    policy = mapping.source.exact_duplicates
    superseded = _touched(new.parts("events"), "contact_id", earlier)
    must_drop = policy == "drop" and new_duplicates > 0
    if superseded.is_empty() and not must_drop:
        return Completed(superseded, 0 if policy == "keep" else new_duplicates)
    alike = [load for load in earlier if load.digest == mapping.digest]
    dropped = 0
    for old, fresh in _buckets(new, "events", "contact_id", alike, policy, superseded):
        together = merged(old, fresh, policy)
        dropped += fresh.height + (0 if old is None else old.height) - together.height
        new.write("events", together)
    return Completed(superseded, dropped)


def derive_from_rows(new: NewLoad, mapping: Mapping, earlier: Sequence[Load]) -> Completed:
    """Write the events of every contact with new rows, derived from all its rows."""
    policy = mapping.source.exact_duplicates
    superseded = _touched(new.parts("rows"), CONTACT, earlier)
    alike = [load for load in earlier if load.digest == mapping.digest]
    reasons: list[pl.DataFrame] = []
    cells: list[pl.DataFrame] = []
    duplicates = 0
    for old, fresh in _buckets(new, "rows", CONTACT, alike, policy, None):
        rows = merged(None if old is None else _marked(old, False), _marked(fresh, True), policy)
        repeated = fresh.height + (0 if old is None else old.height) - rows.height
        duplicates += repeated + (count_duplicates(fresh) if policy == "report" else 0)
        good, bad = _derive_bucket(rows, mapping)
        new.write("events", good)
        reasons.append(bad)
        cells.append(_declared_cells(rows, mapping).join(bad, on=ORIGIN, how="semi"))
    found = pl.concat(reasons) if reasons else pl.DataFrame(schema=REASON_SCHEMA)
    return Completed(superseded, duplicates, found, pl.concat(cells) if cells else None)


def _marked(rows: pl.DataFrame, is_new: bool) -> pl.DataFrame:
    return rows.with_columns(pl.lit(is_new).alias(IS_NEW))


def _derive_bucket(rows: pl.DataFrame, mapping: Mapping) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return good events, and reasons of new rows that broke a rule.

    Files of two loads may bear one name, so rows are numbered while events are parted, and get
    their origin back afterwards.
    """
    ordered = with_neighbors(rows, mapping)
    origin = ordered.select(*ORIGIN, IS_NEW)
    numbered = ordered.with_columns(
        source_file=pl.lit(""), source_row=pl.int_range(pl.len(), dtype=pl.Int64)
    )
    good, bad = split_events(derive_events(numbered, mapping))
    bad = bad.filter(origin[IS_NEW].gather(bad["source_row"]))
    return _with_origin(good, origin), _with_origin(bad, origin)


def _with_origin(frame: pl.DataFrame, origin: pl.DataFrame) -> pl.DataFrame:
    where = origin.select(ORIGIN)[frame["source_row"]]
    return frame.with_columns(where["source_file"], where["source_row"])


def _declared_cells(rows: pl.DataFrame, mapping: Mapping) -> pl.DataFrame:
    names = [pl.col(column.name).cast(pl.String) for column in mapping.columns]
    return rows.filter(IS_NEW).select(*ORIGIN, *names)


def _touched(parts: list[Path], key: str, earlier: Sequence[Load]) -> pl.DataFrame:
    """Return the (load_id, contact_id) of active contacts of earlier loads that have new rows."""
    with_events = [load for load in earlier if load.parts("events")]
    if not parts or not with_events:
        return pl.DataFrame(schema=SUPERSEDED_SCHEMA)
    contacts = pl.scan_parquet(parts).select(pl.col(key).alias("contact_id")).unique()
    new = contacts.collect().lazy()
    gone = read_superseded(earlier).lazy()
    frames = [
        pl.scan_parquet(load.parts("events"))
        .select(pl.lit(load.load_id).alias("load_id"), "contact_id")
        .join(new, on="contact_id", how="semi")
        .unique()
        .join(gone, on=["load_id", "contact_id"], how="anti")
        for load in with_events
    ]
    return pl.concat(frames).collect()


def _buckets(
    new: NewLoad,
    kind: str,
    key: str,
    earlier: Sequence[Load],
    policy: str,
    active: pl.DataFrame | None,
) -> Iterator[tuple[pl.DataFrame | None, pl.DataFrame]]:
    """Yield the old and new rows of some contacts at a time, so that memory stays bounded.

    With `active` given, old rows are only those of its (load_id, contact_id).
    """
    parts = new.set_aside(kind) if kind == "events" else new.parts(kind)
    if not parts:
        return
    rows = int(pl.scan_parquet(parts).select(pl.len()).collect().item())
    buckets = rows // _BUCKET_ROWS + 1
    for number in range(buckets):
        is_in_bucket = pl.col(key).hash(seed=0) % buckets == number
        fresh = pl.scan_parquet(parts).filter(is_in_bucket).collect()
        old: pl.DataFrame | None = None
        for load in earlier:
            found = _rows_of_load(load, kind, key, fresh, active)
            old = found if old is None or old.is_empty() else merged(old, found, policy)
        yield (None if old is None or old.is_empty() else old), fresh


def _rows_of_load(
    load: Load, kind: str, key: str, fresh: pl.DataFrame, active: pl.DataFrame | None
) -> pl.DataFrame:
    contacts = fresh.select(key).unique()
    if active is not None:
        of_load = active.filter(pl.col("load_id") == load.load_id).select("contact_id")
        contacts = contacts.join(of_load, left_on=key, right_on="contact_id", how="semi")
    parts = load.parts(kind)
    if not parts or contacts.is_empty():
        return fresh.clear()
    touched = pl.scan_parquet(parts).join(contacts.lazy(), on=key, how="semi")
    found = touched.collect(engine="streaming")
    # An earlier version may have written the load.
    return with_all_columns(found) if kind == "events" else found
