"""The only place that opens the warehouse: read-only, privately, with the door shut behind."""

import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import polars as pl

from queries.errors import QueryError, WarehouseError

# A relation spares one copy of the rows and is planned twice for it; for the few rows of a metric
# the second plan takes longer than the query.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result", category=UserWarning)

_MACROS = Path(__file__).parent / "macros"
_MACRO_HEADER = re.compile(r"^-- (expression|scalar|table): (\w+\([\w, ]*\))\n")
# A macro cannot take a table as an argument, so one that serves both is made for each.
_MADE_FOR = {"${fact}": ("contact", "escalation"), "${who}": ("operator", "receiver")}
_MACRO_FORMS = {"expression": "as ({})", "scalar": "as ({})", "table": "as table {}"}
# In this order, because a macro may use only those that exist already.
_MACRO_NAMES = (
    "is_asked",
    "is_asked_number",
    "on_clock",
    "as_of",
    "has_rules",
    "has_rule_book",
    "has_consults",
    "has_steps",
    "has_escalations",
    "asked_contact",
    "asked_escalation",
    "asked_attempt",
    "asked_question",
    "asked_report_item",
    "asked_contact_day",
    "asked_receiver_load",
    "asked_operator_group",
    "asked_receiver_group",
    "route_link",
    "missed_signal",
    "steps_reached",
    "operator_decided",
    "receiver_decided",
    "like_case_pairs",
    "like_case_pool",
    "contact_duration",
    "escalation_duration",
    "timed",
    "censored_curve",
    "censored",
    "time_until",
)


class Warehouse:
    """Answers queries on one warehouse file.

    Opens the file for each query, so that a replaced file is seen at once; as a context manager
    it stays on the build it found for as long as the block runs.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._held: duckdb.DuckDBPyConnection | None = None
        self._read: dict[str, pl.DataFrame] = {}

    def __enter__(self) -> "Warehouse":
        self._held = _open(self.path)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None
            self._read.clear()

    @contextmanager
    def pinned(self) -> Iterator["Warehouse"]:
        """Give a warehouse that stays on one build, whatever is published meanwhile."""
        if self._held is not None:
            yield self
            return
        with Warehouse(self.path) as build:
            yield build

    def query(
        self,
        sql: str,
        params: Mapping[str, Any] | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> pl.DataFrame:
        """Return the rows of a query, or `limit` of them from `offset` on."""
        with self._cursor() as cursor:
            if limit is None:
                return pl.DataFrame(cursor.execute(sql, dict(params or {})).to_arrow_table())
            relation = cursor.sql(sql, params=dict(params)) if params else cursor.sql(sql)
            frame: pl.DataFrame = relation.limit(limit, offset).pl()
            return frame

    def table(self, name: str) -> pl.DataFrame:
        """Return a whole table, such as `facts.dim_rule`: meant for dimensions."""
        return self.of_build(f"from warehouse.{name}")

    def of_build(self, sql: str) -> pl.DataFrame:
        """Return the rows of a query about the build: read once for as long as it is pinned."""
        found = self._read.get(sql)
        if found is None:
            found = self.query(sql)
            if self._held is not None:
                self._read[sql] = found
        return found

    def build(self) -> dict[str, Any]:
        """Return the build's id, when it was built, as of when and in which zone."""
        return self.table("meta.build").row(0, named=True)

    def build_id(self) -> str:
        """Return the id of the build that the file holds now."""
        return str(self.build()["build_id"])

    def recorded_events(self) -> dict[str, int]:
        """Return how many events of each kind are on record; a kind that is missing has none."""
        source = self.table("meta.source")
        return dict(zip(source["event"], source["event_count"], strict=True))

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        connection = self._held or _open(self.path)
        # One connection refuses a second call while the first runs; a cursor each does not.
        cursor = connection.cursor()
        try:
            yield cursor
        except duckdb.Error as error:
            raise QueryError(f"{self.path}: {error}") from error
        finally:
            cursor.close()
            if connection is not self._held:
                connection.close()


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    """Return a private connection that can read the warehouse and nothing else.

    Each step forbids the one before it, hence the order. Never `duckdb.connect(path)`: within a
    process it returns the old build after the file was replaced.
    """
    if not path.exists():
        raise WarehouseError(
            f"{path}: there is no warehouse. Load a log with `minaoshi load`, or name another "
            "file with --warehouse."
        )
    connection = duckdb.connect(":memory:")
    try:
        connection.execute(
            f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as warehouse (read_only)"
        )
        prepare(connection)
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    except duckdb.Error as error:
        connection.close()
        raise WarehouseError(f"{path}: cannot be read as a warehouse. {error}") from error
    return connection


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Set the zone of the attached `warehouse` and create the macros that metrics use."""
    build = connection.table("warehouse.meta.build").pl()
    zone = build["time_zone"][0] if build.height else "UTC"
    connection.execute("set global timezone = $zone", {"zone": zone})
    for statement in macro_statements():
        connection.execute(statement)


@cache
def macro_statements() -> tuple[str, ...]:
    """Return the statements that create the macros, in the order in which they must run."""
    statements: list[str] = []
    for name in _MACRO_NAMES:
        path = _MACROS / f"{name}.sql"
        text = path.read_text(encoding="utf-8")
        statements += [_macro_statement(path, made) for made in _texts(text)]
    return tuple(statements)


def _texts(text: str) -> list[str]:
    for sign, names in _MADE_FOR.items():
        if sign in text:
            return [text.replace(sign, name) for name in names]
    return [text]


def _macro_statement(path: Path, text: str) -> str:
    """Return the statement that creates a macro; its file is a plain query over $parameters."""
    header = _MACRO_HEADER.match(text)
    if header is None:
        raise WarehouseError(
            f"{path}: must begin with `-- table: name(parameters)`, or scalar, or expression."
        )
    kind, signature = header.groups()
    body = re.sub(r"\$(\w+)", r"\1", text)
    if kind == "expression":
        # A bare expression is inlined; as a subquery it would be joined to every row.
        body = body.partition("\nselect ")[2]
    return f"create macro memory.main.{signature} " + _MACRO_FORMS[kind].format("\n" + body)
