"""Every number a page shows comes through here; the only module with a cache.

A cached function takes plain values: where the warehouse is, which build it is, what is asked.
A new build has a new id, so an old figure is never shown for it. What is kept is immutable and
shared by all sessions as it is: a copy for each would take longer than the queries did.
"""

import datetime as dt
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
import streamlit as st

from dashboard.frame.chosen import SHARED, TREND_WEEKS, Choices, Chosen, Week
from dashboard.reading.inference import beside_own_range, ranges
from dashboard.reading.trends import Control, Trend, WeekFigures, every_week
from queries.asked import Asked
from queries.catalog import Catalog, load_catalog
from queries.errors import JournalError, QueryError
from queries.flags import Revisit, rules_to_revisit
from queries.journal.baselines import Baseline, locked_baselines
from queries.journal.store import journal_of
from queries.measure import Result, cases, measure_all
from queries.targets import Target, targets_of
from queries.thresholds import coverage_minimum
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


@dataclass(frozen=True)
class Locks:
    """Where people locked usual ranges; `is_unread` where that cannot be read at the moment."""

    given: Mapping[str, tuple[Baseline, ...]]
    is_unread: bool = False

    def of(self, metric: str) -> tuple[Baseline, ...]:
        """The locks of a metric, the oldest week first."""
        return self.given.get(metric, ())


@dataclass(frozen=True)
class Settings:
    """What the center has set for its figures, as its file says now."""

    coverage_minimum: float
    targets: Mapping[str, Target]


def settings(on_show: Build) -> Settings:
    """The center's settings. Not cached: somebody may write to the file at any moment."""
    path = Path(on_show.path)
    return Settings(coverage_minimum(path), targets_of(path))


def week(
    on_show: Build, names: Sequence[str], snapshots: Sequence[str], chosen: Chosen
) -> WeekFigures:
    """The metrics by week beside their usual range, and the stocks as of the data."""
    asked = tuple(names), tuple(snapshots), _plain(chosen)
    return _week(on_show, *asked, locks(on_show), settings(on_show))


@remembered
def _week(
    on_show: Build,
    names: tuple[str, ...],
    snapshots: tuple[str, ...],
    chosen: Chosen,
    locked: Locks,
    settings: Settings,
) -> WeekFigures:
    asked = reaching_back(chosen.asked(TREND_WEEKS, ("week_start",)), ())
    flows = [name for name in names if name not in snapshots]
    plain = metrics(on_show, [name for name in flows if name not in locked.given], asked)
    to_date = replace(chosen.asked(), start=None)
    shown = chosen.asked(TREND_WEEKS, ("week_start",))
    return WeekFigures(
        {
            name: _trend(on_show, plain.get(name), name, shown, chosen, locked, settings)
            for name in flows
        },
        metrics(on_show, snapshots, to_date),
    )


def _plain(chosen: Chosen) -> Chosen:
    """What is chosen without the language, which no figure depends on."""
    return replace(chosen, lang="")


def rule_trend(on_show: Build, name: str, rule_id: str, chosen: Chosen) -> Trend:
    """A metric's weeks of one rule. Locks are of the whole center and no usual range of a rule."""
    shown = replace(chosen.asked(TREND_WEEKS, ("week_start",)), rule_id=(rule_id,))
    return _rule_trend(on_show, name, shown, _plain(chosen), settings(on_show))


@remembered
def _rule_trend(
    on_show: Build, name: str, shown: Asked, chosen: Chosen, settings: Settings
) -> Trend:
    trend = _trend(on_show, None, name, shown, chosen, Locks({}), settings)
    return replace(trend, target=None)


def _trend(
    on_show: Build,
    result: Result | None,
    name: str,
    shown: Asked,
    chosen: Chosen,
    locks: Locks,
    settings: Settings,
) -> Trend:
    """A metric's weeks up to the chosen one, from the first on record, with their usual range."""
    oldest = choices(on_show).weeks[-1].start
    locked = locks.of(name)
    # A range comes from weeks that may lie before those shown.
    result = result or metric(on_show, name, reaching_back(shown, locked))
    found = ranges(result, [lock.first_week for lock in locked])
    first = max(shown.start or oldest, oldest)
    if not result.is_empty:
        result = replace(result, frame=result.frame.filter(pl.col("week_start") >= first))
    rows = every_week(result, chosen, first, found)
    return Trend(
        replace(result, asked=shown),
        rows,
        settings.coverage_minimum,
        locked,
        locks.is_unread,
        settings.targets.get(name),
    )


def reaching_back(asked: Asked, locked: Sequence[Baseline]) -> Asked:
    """The question with the weeks that the ranges shown are based on.

    They are the first ones since somebody locked the range, else the first on record: a range that
    moved along with the weeks would take what is wrong for usual in time.
    """
    before = [lock.first_week for lock in locked if asked.start and lock.first_week <= asked.start]
    return replace(asked, start=max(before, default=None))


def locks(on_show: Build) -> Locks:
    """Where people locked usual ranges. Not cached: somebody may lock one at any moment."""
    try:
        return Locks(locked_baselines(journal_of(Path(on_show.path))))
    except JournalError:
        return Locks({}, is_unread=True)


def this_week_by(on_show: Build, name: str, by: str, chosen: Chosen) -> pl.DataFrame:
    """The chosen week's value of each group beside the group's own usual range."""
    return _this_week_by(on_show, name, by, _plain(chosen), locks(on_show).of(name))


@remembered
def _this_week_by(
    on_show: Build, name: str, by: str, chosen: Chosen, locked: tuple[Baseline, ...]
) -> pl.DataFrame:
    asked = reaching_back(chosen.asked(TREND_WEEKS, ("week_start", by)), locked)
    return beside_own_range(
        metric(on_show, name, asked), by, chosen.week.start, [lock.first_week for lock in locked]
    )


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


def control(on_show: Build, chosen: Chosen) -> Control:
    """The volumes of the chosen week, the control total and the share of targets on record."""
    return _control(on_show, _plain(chosen))


@remembered
def _control(on_show: Build, chosen: Chosen) -> Control:
    names = ("contact_volume", "escalation_volume", "recorded_share")
    found = metrics(on_show, names, chosen.asked())
    start, stop = chosen.week.start.isoformat(), chosen.week.stop.isoformat()
    counted = read(on_show, "control_total", start=start, stop=stop).row(0, named=True)
    return Control(
        contacts=found["contact_volume"],
        escalations=found["escalation_volume"],
        recorded=found["recorded_share"],
        counted=counted["counted_contacts"],
        logged=counted["logged_contacts"],
    )
