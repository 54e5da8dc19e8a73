"""Opens the journal: an SQLite file beside the warehouse, or PostgreSQL by its URL.

Every call opens a connection of its own and closes it again: no lock outlives a call, and threads
share nothing. A write is one transaction; one that is killed leaves the journal as it was.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from queries.errors import JournalError
from queries.journal.migrate import lock, migrate, newest, version

ADDRESS: Final = "MINAOSHI_JOURNAL"
FILE_NAME: Final = "journal.sqlite"
# How long a writer waits for the one before it; a write takes milliseconds.
_PATIENCE_SECONDS: Final = 30
_DRIVERS: Final = {"sqlite": "sqlite", "postgresql": "postgresql+pg8000"}

Row = Mapping[str, Any]
_Found = TypeVar("_Found")


class Journal:
    """Answers queries on one journal and adds rows to it; `url` is as SQLAlchemy writes it."""

    def __init__(self, url: str | sa.URL) -> None:
        """Raises JournalError for a URL that is no SQLite file and no PostgreSQL database."""
        self._url = _known(url)
        self._engine = _engine(self._url)
        self._writer = self._engine.execution_options(writes=True)
        self._is_ready = False

    @property
    def place(self) -> str:
        """Where the journal is, its password left out."""
        return self._url.render_as_string(hide_password=True)

    def rows(self, query: sa.Select[Any]) -> list[Row]:
        """Return the rows of a query; none while nothing was ever written to a file."""
        if self._is_absent():
            return []
        self._make_ready()
        with self._transaction(self._engine) as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def add(self, table: sa.Table, rows: Sequence[Row]) -> None:
        """Add rows to a table, all or none."""
        self.write(lambda connection: insert_rows(connection, table, rows))

    def write(self, work: Callable[[sa.Connection], _Found]) -> _Found:
        """Return what `work` does in one transaction, while nobody else writes."""
        self._make_ready()
        with self._transaction(self._writer) as connection:
            lock(connection)
            return work(connection)

    def _make_ready(self) -> None:
        """Bring the schema up to date; a journal that is so is only read for that."""
        if self._is_ready and not self._is_absent():
            return
        with self._transaction(self._engine) as connection:
            is_current = not self._is_absent() and version(connection) == newest()
        if not is_current:
            with self._transaction(self._writer) as connection:
                lock(connection)
                migrate(connection)
        self._is_ready = True

    def _is_absent(self) -> bool:
        file = self._url.database
        return self._url.get_backend_name() == "sqlite" and not Path(str(file)).exists()

    @contextmanager
    def _transaction(self, engine: sa.Engine) -> Iterator[sa.Connection]:
        try:
            with engine.begin() as connection:
                yield connection
        except sa.exc.DBAPIError as error:
            raise JournalError(
                f"{self.place}: the journal cannot be used. {_said(error)}. Check that it can be "
                f"reached and written, or name another with ${ADDRESS}."
            ) from error


def journal_of(warehouse: Path) -> Journal:
    """Return the journal that belongs to a warehouse: $MINAOSHI_JOURNAL, else a file beside it."""
    given = os.environ.get(ADDRESS)
    if given:
        return Journal(given)
    return Journal(sa.URL.create("sqlite", database=str(warehouse.parent / FILE_NAME)))


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Add rows within a transaction."""
    if rows:
        connection.execute(sa.insert(table), [dict(row) for row in rows])


def _said(error: sa.exc.DBAPIError) -> str:
    """Return what the database said; PostgreSQL's driver gives a table of fields."""
    said = error.orig.args[0] if error.orig is not None and error.orig.args else error.orig
    return str(said["M"] if isinstance(said, dict) and "M" in said else said)


def _known(url: str | sa.URL) -> sa.URL:
    """Return the URL with the driver that is used here."""
    try:
        made = sa.make_url(url)
        driver = _DRIVERS[made.get_backend_name()]
    except (sa.exc.ArgumentError, KeyError) as error:
        # What was given may hold a password, so only its first word is repeated.
        kind = str(url).partition(":")[0] if ":" in str(url) else "no scheme"
        raise JournalError(
            f"${ADDRESS}: cannot be read as the address of a journal ({kind}). Write "
            "sqlite:////folder/journal.sqlite or postgresql://user:password@host/database."
        ) from error
    if driver == "sqlite" and made.database in (None, "", ":memory:"):
        raise JournalError(f"${ADDRESS}: names no file. Write sqlite:////folder/journal.sqlite.")
    return made.set(drivername=driver)


def _engine(url: sa.URL) -> sa.Engine:
    is_file = url.get_backend_name() == "sqlite"
    options: dict[str, Any] = {"connect_args": {"timeout": _PATIENCE_SECONDS}} if is_file else {}
    try:
        engine = sa.create_engine(url, poolclass=sa.NullPool, **options)
    except ModuleNotFoundError as error:
        raise JournalError(
            "The journal is on PostgreSQL, whose driver is not installed. Install it with "
            "`pip install 'minaoshi[postgresql]'`."
        ) from error
    if is_file:
        sa.event.listen(engine, "connect", _set_up_file)
        sa.event.listen(engine, "begin", _begin)
    return engine


def _set_up_file(connection: Any, record: Any) -> None:
    """Take the transactions out of the driver's hands: it would end them before some statements."""
    connection.isolation_level = None
    connection.execute("pragma foreign_keys = on")


def _begin(connection: sa.Connection) -> None:
    """Begin; a writer takes the lock at once, or two that read first would lock each other out."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")
