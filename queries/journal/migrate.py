"""Brings a journal to the newest schema: numbered files, each run once, all in one transaction."""

import re
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from queries.errors import JournalError
from queries.journal.tables import VERSION

MIGRATIONS: Final = Path(__file__).parent / "migrations"
# What the two databases call a number that counts by itself, and a moment.
_WORDS: Final = {
    "sqlite": {
        "identity": "integer primary key autoincrement",
        "stamp": "timestamp",
    },
    "postgresql": {
        "identity": "bigint generated always as identity primary key",
        "stamp": "timestamp with time zone",
    },
}
# Any number does, as long as nobody else in the database locks by it.
_LOCK: Final = 4_817_221_906


def newest(folder: Path = MIGRATIONS) -> int:
    """Return the number of the last migration."""
    return max(_numbered(folder))


def version(connection: sa.Connection) -> int:
    """Return the number of the last migration that a journal has had; 0 for a new one."""
    if not sa.inspect(connection).has_table(VERSION.name):
        return 0
    return connection.scalar(sa.select(sa.func.max(VERSION.c.version))) or 0


def lock(connection: sa.Connection) -> None:
    """Let one transaction write at a time; on SQLite it holds that lock since it began."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def migrate(connection: sa.Connection, folder: Path = MIGRATIONS) -> None:
    """Run the migrations that a journal lacks, in the caller's transaction and under its lock.

    Raises JournalError when the journal was written by a newer version of the product.
    """
    VERSION.create(connection, checkfirst=True)
    at, files = version(connection), _numbered(folder)
    if at > max(files):
        raise JournalError(
            f"{connection.engine.url.render_as_string(hide_password=True)}: the journal has "
            f"schema {at}, this version knows {max(files)}. Update minaoshi."
        )
    for number in sorted(number for number in files if number > at):
        for statement in _statements(files[number], connection.dialect.name):
            connection.exec_driver_sql(statement)
        connection.execute(sa.insert(VERSION), {"version": number})


def _numbered(folder: Path) -> dict[int, Path]:
    return {int(path.name[:4]): path for path in folder.glob("[0-9][0-9][0-9][0-9]_*.sql")}


def _statements(path: Path, dialect: str) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("--"))
    for name, word in _WORDS[dialect].items():
        text = text.replace(f"${{{name}}}", word)
    return [part for part in re.split(r";\s*$", text, flags=re.MULTILINE) if part.strip()]
