"""Every number a page shows comes through here, and what is kept of it for all sessions.

A cached function takes plain values: where the warehouse is, which build it is, what is asked.
A new build has a new id, so an old figure is never shown for it. What is kept is immutable and
shared by all sessions as it is: a copy for each would take longer than the queries did.
"""

import datetime as dt
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import streamlit as st

from dashboard.frame.chosen import SHARED, Choices, Chosen, Week
from queries.asked import Asked
from queries.catalog import Catalog, load_catalog
from queries.errors import QueryError
from queries.flags import Revisit, rules_to_revisit
from queries.measure import Result, cases, measure_all
from queries.warehouse import Warehouse

READS = Path(__file__).parent / "reads"
KEPT = 1000
# Keeps what a function of plain values returns, for all sessions.
remembered = st.cache_resource(max_entries=KEPT, show_spinner=False)
_run_of = threading.local()


@dataclass(frozen=True)
class Build:
    """Which build of the warehouse is on show; state is ready, empty, missing or unreadable."""

    state: str
    path: str
    build_id: str = ""
    as_of: str = ""
    built_at: str = ""
    time_zone: str = ""
    is_implied: bool = False
    reason: str = ""


def warehouse_path() -> str:
    """The warehouse file that the dashboard was started for."""
    return os.environ.get("MINAOSHI_WAREHOUSE", "minaoshi.duckdb")


@contextmanager
def one_build() -> Iterator[None]:
    """Answer all that is asked within the block from one build, which is opened once."""
    with ExitStack() as stack:
        _run_of.held, _run_of.stack = {}, stack
        try:
            yield
        finally:
            _run_of.held = None


def _warehouse(path: str) -> Warehouse:
    held = getattr(_run_of, "held", None)
    if held is None:
        return Warehouse(path)
    if path not in held:
        held[path] = _run_of.stack.enter_context(Warehouse(path))
    opened: Warehouse = held[path]
    return opened


def build(path: str | None = None) -> Build:
    """The build that is on disk right now: a load may replace the file at any moment."""
    path = path or warehouse_path()
    try:
        state = Path(path).stat()
    except FileNotFoundError:
        return Build("missing", path)
    try:
        return _build(path, (state.st_ino, state.st_mtime_ns, state.st_size))
    except QueryError as error:
        return Build("unreadable", path, reason=str(error).splitlines()[0])


@remembered
def _build(path: str, file: tuple[int, int, int]) -> Build:
    """The build in a file, which is read once as long as it is the same file."""
    row = _run(path, "build").row(0, named=True)
    return Build(
        state="ready" if row["has_rows"] else "empty",
        path=path,
        build_id=row["build_id"],
        as_of=row["as_of"],
        built_at=row["built_at"],
        time_zone=row["time_zone"],
        is_implied=row["is_implied"],
    )


@remembered
def choices(on_show: Build) -> Choices:
    """What the filters offer; nothing while there is no warehouse."""
    if on_show.state != "ready":
        return Choices(weeks=())
    weeks = read(on_show, "weeks")
    offered = read(on_show, "choices")
    return Choices(
        weeks=tuple(Week(*row) for row in weeks.iter_rows()),
        **{name: tuple(offered.filter(pl.col("filter_name") == name)["choice"]) for name in SHARED},
    )


def catalog() -> Catalog:
    """The metrics and their definitions."""
    return load_catalog()


def read(on_show: Build, name: str, **params: str) -> pl.DataFrame:
    """The rows of one of the small reads beside this module."""
    return _read(on_show.path, on_show.build_id, name, tuple(params.items()))


def metrics(on_show: Build, names: Sequence[str], asked: Asked) -> dict[str, Result]:
    """Several metrics for one question; a failed one says so in its result."""
    return _measured(on_show.path, on_show.build_id, tuple(names), asked)


def metric(on_show: Build, name: str, asked: Asked) -> Result:
    """One metric's answer."""
    return metrics(on_show, [name], asked)[name]


def case_rows(on_show: Build, name: str, asked: Asked, limit: int, offset: int) -> pl.DataFrame:
    """One page of the cases behind a figure."""
    return _cases(on_show.path, on_show.build_id, name, asked, limit, offset)


def every_case(on_show: Build, name: str, asked: Asked, most: int) -> pl.DataFrame:
    """All cases behind a figure, up to `most`. Not cached: they are taken away, not looked at."""
    return cases(Warehouse(on_show.path), name, asked, limit=most)


@remembered
def _measured(path: str, build_id: str, names: tuple[str, ...], asked: Asked) -> dict[str, Result]:
    return measure_all(_warehouse(path), names, asked)


@remembered
def _cases(
    path: str, build_id: str, name: str, asked: Asked, limit: int, offset: int
) -> pl.DataFrame:
    return cases(_warehouse(path), name, asked, limit=limit, offset=offset)


@remembered
def _read(path: str, build_id: str, name: str, params: tuple[tuple[str, str], ...]) -> pl.DataFrame:
    return _run(path, name, dict(params))


def _run(path: str, name: str, params: dict[str, str] | None = None) -> pl.DataFrame:
    sql = (READS / f"{name}.sql").read_text(encoding="utf-8")
    return _warehouse(path).query(sql, params)


def rules(on_show: Build, chosen: Chosen) -> Revisit:
    """The rules as judged at the end of the chosen week, over the whole log."""
    return _rules(on_show.path, on_show.build_id, chosen.week.start)


@remembered
def _rules(path: str, build_id: str, review_week: dt.date) -> Revisit:
    return rules_to_revisit(_warehouse(path), review_week)


def levels(on_show: Build, lang: str) -> dict[int, str]:
    """What each level is called."""
    found = read(on_show, "levels")
    return dict(zip(found["level"], found[f"name_{lang}"], strict=True))
