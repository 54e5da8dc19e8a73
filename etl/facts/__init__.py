"""Facts and dimensions, each one SQL model beside this file, run in name order."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import duckdb
import polars as pl

from etl.canonical import COUNT_SCHEMA, EVENT_SCHEMA
from etl.errors import EtlError
from etl.facts.dimensions import empty_dimensions
from etl.slots.matching import match_texts
from etl.wording.matching import match_notes

_FOLDER = Path(__file__).parent
_HEADER = re.compile(r"^-- (fact|kind|key): +(.+?)\s*$", re.MULTILINE)


_EXPRESSION = re.compile(r"^-- expression: +(\w+\(.+?\))$", re.MULTILINE)
# A stamp has room for seq below this; see 10_event.sql.
_SEQ_LIMIT = 1_000_000


@dataclass(frozen=True)
class Model:
    """One SQL model: the relation it makes, its kind and the columns that must be unique."""

    name: str
    kind: str
    key: tuple[str, ...]
    sql: str


@cache
def read_models() -> tuple[Model, ...]:
    """Return the models in the order in which they run."""
    return tuple(_read_model(path) for path in sorted(_FOLDER.glob("[0-9]*.sql")))


def _read_model(path: Path) -> Model:
    text = path.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(text))
    key = header["key"]
    columns = () if key == "none" else tuple(part.strip() for part in key.split(","))
    return Model(header["fact"], header.get("kind", "table"), columns, text)


@dataclass(frozen=True)
class FactInput:
    """What the facts are made of: accepted events, counts, dimensions and how they are built.

    `as_of` is where open cases are censored; by default the last event. `tables` are further
    tables to publish as they are, by their full name.
    """

    event_files: Sequence[Path] = ()
    counts: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=COUNT_SCHEMA))
    dimensions: dict[str, pl.DataFrame] = field(default_factory=dict)
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    as_of: dt.datetime | None = None
    built_at: dt.datetime | None = None
    build_id: str = "empty"
    time_zone: str = "Asia/Tokyo"
    code_version: str = ""
    over_by_outcome_minutes: int = 10

    def settings(self) -> pl.DataFrame:
        """Return the one row that the models read their settings from."""
        as_of = None if self.as_of is None else round(self.as_of.timestamp() * 1_000_000)
        return pl.DataFrame(
            {
                "as_of_us": pl.Series([as_of], dtype=pl.Int64),
                "built_at": pl.Series([self.built_at], dtype=pl.Datetime("us", "UTC")),
                "build_id": [self.build_id],
                "time_zone": [self.time_zone],
                "code_version": [self.code_version],
                "over_by_outcome_us": [self.over_by_outcome_minutes * 60_000_000],
            }
        )


def build_facts(
    connection: duckdb.DuckDBPyConnection,
    given: FactInput,
    progress: Callable[[str], None] = lambda name: None,
) -> None:
    """Fill schemas `facts`, `meta` and `quarantine` of the connection's current database.

    Raises EtlError when a model's key is not unique.
    """
    connection.execute("attach ':memory:' as stage")
    for schema in ("facts", "meta", "quarantine"):
        connection.execute(f"create schema if not exists {schema}")
    _read_inputs(connection, given)
    match_texts(connection)
    match_notes(connection)
    for statement in _expressions():
        connection.execute(statement)
    for model in read_models():
        progress(model.name)
        connection.execute(f"create {model.kind} {model.name} as {model.sql}")
        if model.name.startswith("facts."):
            _check_key(connection, model)
    connection.execute("detach stage")


def _expressions() -> list[str]:
    """Return the statements that create the expressions which models share."""
    statements = []
    for path in sorted((_FOLDER / "expressions").glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        header = _EXPRESSION.search(text)
        assert header is not None, path.name
        statements.append(f"create temp macro {header[1]} as ({text})")
    return statements


def create_empty(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every fact and dimension without rows."""
    build_facts(connection, FactInput())


def _read_inputs(connection: duckdb.DuckDBPyConnection, given: FactInput) -> None:
    _create_event_file(connection, given.event_files)
    _create_from_frame(connection, "stage.count_file", given.counts)
    for name, frame in (empty_dimensions() | given.dimensions).items():
        _create_from_frame(connection, f"facts.{name}", frame)
    for name, frame in given.tables.items():
        _create_from_frame(connection, name, frame)
    _create_from_frame(connection, "stage.build_setting", given.settings())


def _create_event_file(connection: duckdb.DuckDBPyConnection, files: Sequence[Path]) -> None:
    if not files:
        _create_from_frame(connection, "stage.event_file", pl.DataFrame(schema=EVENT_SCHEMA))
        return
    paths = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
    if all(set(EVENT_SCHEMA) <= set(pl.read_parquet_schema(path)) for path in files):
        connection.execute(f"create view stage.event_source as from read_parquet([{paths}])")
    else:
        # Loads of an earlier version lack the columns that were added since.
        _create_from_frame(connection, "stage.no_event", pl.DataFrame(schema=EVENT_SCHEMA))
        connection.execute(
            "create view stage.event_source as from stage.no_event union all by name "
            f"from read_parquet([{paths}], union_by_name = true)"
        )
    row = connection.execute(_check("seq_is_long"), {"seq_limit": _SEQ_LIMIT}).fetchone()
    if row is not None and row[0]:
        ranked = (_FOLDER / "rank_event.sql").read_text(encoding="utf-8")
        connection.execute(f"create table stage.event_file as {ranked}")
    else:
        connection.execute("create view stage.event_file as from stage.event_source")


def _create_from_frame(
    connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame
) -> None:
    connection.register("given_frame", frame.to_arrow())
    connection.execute(f"create table {name} as from given_frame")
    connection.unregister("given_frame")


def _check_key(connection: duckdb.DuckDBPyConnection, model: Model) -> None:
    if not model.key:
        return
    key = f"^({'|'.join(model.key)})$"
    found = connection.execute(_check("repeated_key"), {"key": key, "model": model.name})
    row = found.fetchone()
    if row is not None:
        raise EtlError(
            f"{model.name}: key ({', '.join(model.key)}) is not unique. Found {row[-1]} rows for "
            f"{row[:-1]}. Remove the repeated events from the source or declare in its mapping "
            "how exact duplicates are treated."
        )


def _check(name: str) -> str:
    return (_FOLDER / "checks" / f"{name}.sql").read_text(encoding="utf-8")
