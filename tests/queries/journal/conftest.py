"""Journals to write in: an SQLite file, and a PostgreSQL of our own when its programs are there."""

import getpass
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import sqlalchemy as sa

INSTALLER = Path(__file__).parents[2] / "install_postgresql.py"


def _installer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("install_postgresql", INSTALLER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def cluster() -> Iterator[Path]:
    """The socket folder of a private PostgreSQL that listens nowhere else."""
    programs = _installer().programs()
    if programs is None:
        pytest.skip("no PostgreSQL on this machine")
    # Short, because the path of a socket may have 107 bytes; open to whoever runs the server.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    user = _server_user()
    if user != getpass.getuser():
        owner = pwd.getpwnam(user)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data = folder / "data"
    control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-s"]
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    try:
        _run_as(user, [str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "tester"])
        _run_as(user, [*control, "-o", options, "-l", str(folder / "log"), "start"])
        yield folder
        _run_as(user, [*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder)


def _server_user() -> str:
    """Whom the server runs as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return getpass.getuser()
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run_as(user: str, command: list[str]) -> None:
    prefix = [] if user == getpass.getuser() else ["runuser", "-u", user, "--"]
    subprocess.run([*prefix, *command], check=True, capture_output=True, cwd="/")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty journal."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'journal.sqlite'}"
    socket = request.getfixturevalue("cluster") / ".s.PGSQL.5432"
    root = sa.create_engine(
        f"postgresql+pg8000://tester@/postgres?unix_sock={socket}",
        isolation_level="AUTOCOMMIT",
        poolclass=sa.NullPool,
    )
    name = f"journal_{os.urandom(6).hex()}"
    with root.connect() as connection:
        connection.execute(sa.text(f"create database {name}"))
    return f"postgresql://tester@/{name}?unix_sock={socket}"
