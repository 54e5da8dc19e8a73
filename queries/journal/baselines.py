"""Where people have locked the usual range of a metric: from which week on, and why."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from queries.journal.store import Journal
from queries.journal.tables import BASELINE
from queries.journal.vocabulary import ROLES

LOCK, UNLOCK = "lock", "unlock"


@dataclass(frozen=True)
class Baseline:
    """The usual range of a metric comes from its first weeks from `first_week`, a Monday, on."""

    metric: str
    first_week: dt.date
    reason: str
    set_at: dt.datetime
    set_by: str | None = None
    action: str = LOCK


def record_baseline(journal: Journal, given: Baseline) -> None:
    """Add a lock, or its end; those before it stay on record.

    Raises ValueError for a week that does not begin on its Monday, a missing reason, or a role
    that does not exist.
    """
    if given.first_week.weekday():
        raise ValueError(f"first_week {given.first_week}: is no Monday")
    if not given.reason.strip():
        raise ValueError("reason: a baseline needs a cause that is known")
    if given.set_by is not None and given.set_by not in ROLES:
        raise ValueError(f"set_by `{given.set_by}`: not one of {', '.join(ROLES)}")
    journal.add(BASELINE, [asdict(given)])


def baseline_history(journal: Journal) -> list[Baseline]:
    """Return every lock and its end, in the order in which they were stored."""
    columns = [column for column in BASELINE.c if column.name != "baseline_id"]
    query = sa.select(*columns).order_by(BASELINE.c.baseline_id)
    return [Baseline(**row) for row in journal.rows(query)]


def locked_baselines(journal: Journal) -> Mapping[str, tuple[Baseline, ...]]:
    """Return the locks in force by metric, the oldest week first."""
    last = {(given.metric, given.first_week): given for given in baseline_history(journal)}
    found: dict[str, tuple[Baseline, ...]] = {}
    for given in sorted(last.values(), key=lambda given: given.first_week):
        if given.action == LOCK:
            found[given.metric] = (*found.get(given.metric, ()), given)
    return found
