"""From files to a published warehouse: extract, map, validate, conform, load, facts, publish."""

import datetime as dt
import hashlib
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import polars as pl

from etl.calendar import build_calendar
from etl.canonical import COUNT_SCHEMA, EVENT_SCHEMA
from etl.disk import full_disk_told
from etl.facts import FactInput, build_facts
from etl.history import load_history, quarantined_rows
from etl.mapping import read_mapping
from etl.personal.replacing import settle
from etl.personal.working import Forgotten, prepare
from etl.personal.working import forget as forget_in
from etl.pseudonyms import Pseudonyms
from etl.publish import only_writer, publish
from etl.report import LoadReport
from etl.rules import (
    Answers,
    Imported,
    import_workbook,
    keep_findings,
    read_book,
    rule_dimensions,
    write_workbook,
)
from etl.secret import add_key, read_or_make_keys
from etl.settings import Settings, read_settings
from etl.stages import Progress, ingest
from etl.store import active_counts, active_event_files, read_loads
from queries.kept import keep_answers
from queries.warehouse import Warehouse

NO_ANSWERS = Answers()


def store_of(warehouse: Path) -> Path:
    """Return the folder beside the warehouse where accepted events are kept as Parquet."""
    return warehouse.with_name(warehouse.stem + ".store")


def settings_of(warehouse: Path) -> Path:
    """Return where the settings of a warehouse are kept."""
    return warehouse.with_name("minaoshi.toml")


def load(
    paths: Sequence[Path],
    mapping: str | Path,
    warehouse: Path,
    now: dt.datetime,
    as_of: dt.datetime | None = None,
    progress: Progress = lambda rows, size: None,
) -> LoadReport:
    """Load files with a mapping and publish the warehouse anew; return what became of every row.

    `now` names the load. Raises EtlError, and leaves the old warehouse in place, when a file
    cannot be read, nothing of it can be used, or the disk is full.
    """
    store = store_of(warehouse)
    settings = read_settings(settings_of(warehouse))
    with only_writer(warehouse), full_disk_told(warehouse):
        pseudonyms = Pseudonyms(*read_or_make_keys())
        prepare(store, pseudonyms)
        report = ingest(
            paths,
            read_mapping(mapping),
            store,
            _new_load_id(store, now),
            pseudonyms,
            settings.masking.masks(),
            progress,
        )
        left_out = prepare(store, pseudonyms)
        if left_out:
            report.notes.append(f"{left_out:,} contacts of forgotten customers were left out.")
        rebuild(warehouse, now, as_of)
    return report


def _new_load_id(store: Path, now: dt.datetime) -> str:
    """Return a name for the load that no other load has."""
    name = now.strftime("%Y%m%dT%H%M%S%f")
    taken = {load.load_id for load in read_loads(store)}
    while name in taken:
        name += "a"
    return name


def rebuild(warehouse: Path, now: dt.datetime, as_of: dt.datetime | None = None) -> None:
    """Publish the warehouse anew from its store."""
    store = store_of(warehouse)
    settle(store)
    settings = read_settings(settings_of(warehouse))
    book = read_book(store)
    loads = read_loads(store)
    events = active_event_files(store)
    given = FactInput(
        event_files=events,
        counts=active_counts(store),
        dimensions=settings.dimensions
        | rule_dimensions(book, settings.time_zone)
        | _calendar(settings, events, as_of),
        tables={"meta.load": load_history(loads), "quarantine.row": quarantined_rows(loads)},
        as_of=as_of,
        built_at=now,
        build_id=_build_id([*(load.load_id for load in loads), repr(book), repr(settings)], as_of),
        time_zone=settings.time_zone,
        code_version=version("minaoshi"),
        over_by_outcome_minutes=settings.over_by_outcome_minutes,
    )
    publish(warehouse, given.time_zone, lambda connection: _fill(connection, given))


def _fill(connection: duckdb.DuckDBPyConnection, given: FactInput) -> None:
    build_facts(connection, given)
    keep_findings(connection)
    keep_answers(connection)


def forget(
    warehouse: Path, customer: str, now: dt.datetime, is_pseudonym: bool = False
) -> Forgotten:
    """Remove a customer from store, journal and warehouse; return what was removed.

    The customer is given as in the log, or by the pseudonym. Raises EtlError for what is none.
    """
    store = store_of(warehouse)
    with only_writer(warehouse):
        pseudonyms = Pseudonyms(*read_or_make_keys())
        prepare(store, pseudonyms)
        given = customer if is_pseudonym else pseudonyms.of(customer.strip())
        forgotten = forget_in(warehouse, store, given, pseudonyms, now)
        if not forgotten.is_unknown:
            rebuild(warehouse, now)
    return forgotten


def rotate_key(warehouse: Path, now: dt.datetime) -> None:
    """Make a new key, and give everybody in store and warehouse the pseudonyms of it.

    The key is kept first: after a kill whoever writes next brings the store up to date. So does a
    load into another warehouse of the same key.
    """
    with only_writer(warehouse):
        prepare(store_of(warehouse), Pseudonyms(*add_key()))
        rebuild(warehouse, now)


def import_rules(
    path: Path,
    warehouse: Path,
    now: dt.datetime,
    answers: Answers = NO_ANSWERS,
    dry_run: bool = False,
    lang: str = "en",
    then_rebuild: bool = True,
) -> Imported:
    """Import a rule workbook and publish anew; return what changed.

    Raises EtlError, and changes nothing, when a cell cannot be used or a question is open.
    """
    settings = read_settings(settings_of(warehouse))
    with only_writer(warehouse):
        imported = import_workbook(
            path,
            store_of(warehouse),
            answers,
            _last_day(warehouse, ZoneInfo(settings.time_zone)),
            roles=settings.roles,
            dry_run=dry_run,
            lang=lang,
        )
        if imported.is_written and then_rebuild:
            rebuild(warehouse, now)
    return imported


def export_rules(path: Path, warehouse: Path) -> None:
    """Write the rules in force as a workbook that can be imported again."""
    write_workbook(read_book(store_of(warehouse)), path)


def _last_day(warehouse: Path, zone: ZoneInfo) -> dt.date | None:
    """Return the last local day that the warehouse knows of, where there is one."""
    if not warehouse.exists():
        return None
    as_of: dt.datetime = Warehouse(warehouse).build()["as_of"]
    return as_of.astimezone(zone).date()


def _calendar(
    settings: Settings, events: Sequence[Path], as_of: dt.datetime | None
) -> dict[str, pl.DataFrame]:
    """Return the calendar over all days that the log or `as_of` touches."""
    if not events:
        return {}
    stamps = pl.concat(pl.scan_parquet(file).select("occurred_at") for file in events).select(
        pl.col("occurred_at").min().alias("first"), pl.col("occurred_at").max().alias("last")
    )
    first, last = stamps.collect().row(0)
    zone = ZoneInfo(settings.time_zone)
    last = max(last, as_of) if as_of else last
    days = (first.astimezone(zone).date(), last.astimezone(zone).date())
    return {"dim_calendar": build_calendar(settings, *days)}


def _build_id(parts: Sequence[str], as_of: dt.datetime | None) -> str:
    text = "\n".join([*parts, str(as_of), version("minaoshi")])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def build_from_events(
    events: pl.DataFrame,
    warehouse: Path,
    as_of: dt.datetime | None = None,
    dimensions: dict[str, pl.DataFrame] | None = None,
    time_zone: str = "Asia/Tokyo",
    counts: pl.DataFrame | None = None,
) -> None:
    """Publish a warehouse of canonical events that are already validated and conformed.

    `counts` are contacts counted elsewhere: day, center, team, channel, category, contacts.
    """
    missing = [name for name in EVENT_SCHEMA if name not in events.columns]
    filled = events.with_columns(pl.lit(None).alias(name) for name in missing)
    typed = filled.select(pl.col(name).cast(kind) for name, kind in EVENT_SCHEMA.items())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.parquet"
        typed.write_parquet(path)
        given = FactInput(
            event_files=[path],
            dimensions=dimensions or {},
            counts=pl.DataFrame(schema=COUNT_SCHEMA) if counts is None else counts,
            tables={"meta.load": load_history([]), "quarantine.row": quarantined_rows([])},
            as_of=as_of,
            time_zone=time_zone,
            build_id=hashlib.sha256(path.read_bytes()).hexdigest()[:16],
            code_version=version("minaoshi"),
        )
        publish(warehouse, time_zone, lambda connection: _fill(connection, given))
