"""Reports as they were given out: frozen, so that a later figure can be told from the first one."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from queries.catalog import Metric
from queries.journal.store import Journal
from queries.journal.tables import PUBLISHED_REPORT
from queries.journal.vocabulary import ROLES
from queries.thresholds import load_thresholds


@dataclass(frozen=True)
class Figure:
    """One figure of a report. `definition` tells whether it was computed as it is now."""

    value: float | None
    numerator: int | None
    denominator: int | None
    status: str
    definition: str


@dataclass(frozen=True)
class Published:
    """A report of a week as it was given out.

    `week` is a Monday; `figures` are by metric, over the whole log; `text` and `html` are the
    report in `lang`; `published_by` is one of ROLES or None.
    """

    week: dt.date
    lang: str
    figures: Mapping[str, Figure]
    text: str
    html: str
    build_id: str
    as_of: str
    published_at: dt.datetime
    published_by: str | None = None


def definition_of(metric: Metric) -> str:
    """Return what changes when a metric's SQL or its parameters do."""
    params = repr(sorted(load_thresholds()[metric.metric].params.items()))
    return hashlib.sha256(f"{metric.sql}\n{params}".encode()).hexdigest()[:16]


def publish(journal: Journal, given: Published) -> None:
    """Keep a report; a week that is published again gets another edition.

    Raises ValueError for a week that does not begin on its Monday, or a role that does not exist.
    """
    if given.week.weekday():
        raise ValueError(f"week {given.week}: is no Monday")
    if given.published_by is not None and given.published_by not in ROLES:
        raise ValueError(f"published_by `{given.published_by}`: not one of {', '.join(ROLES)}")
    journal.add(PUBLISHED_REPORT, [asdict(given)])


def published_reports(journal: Journal) -> list[Published]:
    """Return all editions of all weeks, the newest first."""
    columns = [column for column in PUBLISHED_REPORT.c if column.name != "report_id"]
    query = sa.select(*columns).order_by(PUBLISHED_REPORT.c.report_id.desc())
    return [_read(dict(row)) for row in journal.rows(query)]


def _read(row: dict[str, object]) -> Published:
    figures: dict[str, dict[str, object]] = row.pop("figures")  # type: ignore[assignment]
    read = {name: Figure(**figure) for name, figure in figures.items()}  # type: ignore[arg-type]
    return Published(figures=read, **row)  # type: ignore[arg-type]
