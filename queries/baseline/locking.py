"""Locks the usual range of a metric from a week on, when there is enough to base it on."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from queries.asked import Asked
from queries.catalog import load_catalog
from queries.errors import QueryError
from queries.journal.baselines import LOCK, UNLOCK, Baseline, locked_baselines, record_baseline
from queries.journal.store import Journal, journal_of
from queries.measure import measure
from queries.methods.usual_range import FEWEST_WEEKS
from queries.warehouse import Warehouse


def lock_baseline(warehouse_file: Path, given: Baseline) -> Baseline:
    """Keep that a metric's range comes from its first twenty weeks from a week on.

    Any day of that week does. Raises QueryError where fewer than twelve weeks with a value are on
    record from there: limits from fewer would be guesses, and the weeks in question could not be
    told from the change.
    """
    wanted = _of_monday(given, LOCK)
    known = _weeks_known(warehouse_file, wanted)
    if known < FEWEST_WEEKS:
        raise QueryError(
            f"{wanted.metric}, week of {wanted.first_week}: weeks with a value on record from "
            f"there: {known}, needed: {FEWEST_WEEKS}. Choose an earlier week, or wait."
        )
    return _recorded(journal_of(warehouse_file), wanted)


def unlock_baseline(warehouse_file: Path, given: Baseline) -> Baseline:
    """Keep that a lock was a mistake; raises QueryError where there is none in that week."""
    wanted, journal = _of_monday(given, UNLOCK), journal_of(warehouse_file)
    weeks = [lock.first_week for lock in locked_baselines(journal).get(wanted.metric, ())]
    if wanted.first_week not in weeks:
        raise QueryError(
            f"{wanted.metric}, week of {wanted.first_week}: has no lock. Weeks that have one: "
            f"{', '.join(str(week) for week in weeks) or 'none'}."
        )
    return _recorded(journal, wanted)


def _of_monday(given: Baseline, action: str) -> Baseline:
    """Return what is wanted of a metric that exists and a week by its Monday."""
    monday = given.first_week - dt.timedelta(days=given.first_week.weekday())
    metric = load_catalog()[given.metric].metric
    return replace(given, metric=metric, first_week=monday, action=action)


def _weeks_known(warehouse_file: Path, wanted: Baseline) -> int:
    with Warehouse(warehouse_file) as warehouse:
        frame = measure(warehouse, wanted.metric, Asked(start=wanted.first_week)).frame
    return frame.drop_nulls(["week_start", "metric_value"])["week_start"].n_unique()


def _recorded(journal: Journal, wanted: Baseline) -> Baseline:
    try:
        record_baseline(journal, wanted)
    except ValueError as error:
        raise QueryError(str(error)) from error
    return wanted
