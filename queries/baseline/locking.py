"""Locks the usual range of a metric from a week on, when there is enough to base it on."""

import datetime as dt
from pathlib import Path

from queries.asked import Asked
from queries.catalog import load_catalog
from queries.errors import QueryError
from queries.journal.baselines import LOCK, UNLOCK, Baseline, locked_baselines, record_baseline
from queries.journal.store import journal_of
from queries.measure import measure
from queries.methods.usual_range import FEWEST_WEEKS
from queries.warehouse import Warehouse

_WEEK = dt.timedelta(weeks=1)


def lock_baseline(
    warehouse_file: Path,
    metric: str,
    day: dt.date,
    reason: str,
    set_at: dt.datetime,
    set_by: str | None = None,
) -> Baseline:
    """Keep that a metric's range comes from its first twenty weeks from a day's week on.

    Raises QueryError where fewer than twelve weeks with a value are on record from there: limits
    from fewer would be guesses, and the weeks in question could not be told from the change.
    """
    name = load_catalog()[metric].metric
    first_week = day - dt.timedelta(days=day.weekday())
    known = _weeks_known(warehouse_file, name, first_week)
    if known < FEWEST_WEEKS:
        raise QueryError(
            f"{name}, week of {first_week}: {known} weeks with a value are on record from there, "
            f"{FEWEST_WEEKS} are needed. Choose an earlier week, or wait."
        )
    given = Baseline(name, first_week, reason, set_at, set_by, LOCK)
    _record(warehouse_file, given)
    return given


def unlock_baseline(
    warehouse_file: Path,
    metric: str,
    day: dt.date,
    reason: str,
    set_at: dt.datetime,
    set_by: str | None = None,
) -> Baseline:
    """Keep that a lock was a mistake; raises QueryError where there is none."""
    name = load_catalog()[metric].metric
    first_week = day - dt.timedelta(days=day.weekday())
    locks = locked_baselines(journal_of(warehouse_file)).get(name, ())
    if first_week not in [given.first_week for given in locks]:
        weeks = ", ".join(str(given.first_week) for given in locks) or "none"
        raise QueryError(
            f"{name}, week of {first_week}: has no lock. Weeks that have one: {weeks}."
        )
    given = Baseline(name, first_week, reason, set_at, set_by, UNLOCK)
    _record(warehouse_file, given)
    return given


def _weeks_known(warehouse_file: Path, name: str, first_week: dt.date) -> int:
    with Warehouse(warehouse_file) as warehouse:
        frame = measure(warehouse, name, Asked(start=first_week)).frame
    return frame.drop_nulls(["week_start", "metric_value"])["week_start"].n_unique()


def _record(warehouse_file: Path, given: Baseline) -> None:
    try:
        record_baseline(journal_of(warehouse_file), given)
    except ValueError as error:
        raise QueryError(str(error)) from error
