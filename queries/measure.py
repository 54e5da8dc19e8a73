"""Ask a metric: `measure` for its figures, `cases` for what is behind them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from queries.asked import Asked
from queries.catalog import Metric, load_catalog
from queries.errors import QueryError
from queries.kept import kept_answer, people_behind_answer
from queries.nearest import nearest
from queries.people import with_few
from queries.settled import is_final
from queries.status import FAILED, NOT_RECORDED, OK, TOO_FEW, TOO_FEW_PEOPLE, with_status
from queries.thresholds import Threshold, coverage_minimum, load_thresholds
from queries.warehouse import Warehouse


@dataclass(frozen=True)
class Result:
    """A metric's answer: one row per group, with `status`, `coverage` and `is_final` in each.

    `failure` says why there is none. `missing` are the events that the log never records
    although the metric needs them.
    """

    metric: Metric
    asked: Asked
    frame: pl.DataFrame
    build_id: str
    threshold: Threshold
    missing: tuple[str, ...] = ()
    failure: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is no row: nothing happened in what was asked, or it failed."""
        return self.frame.is_empty()

    @property
    def status(self) -> str:
        """The status of the whole: failed, not_recorded, ok where any row is, or what hinders.

        Without rows there are too few cases; `too_few_people` only where no row has a figure.
        """
        if self.failure is not None:
            return FAILED
        if self.missing:
            return NOT_RECORDED
        found = set(self.frame["status"]) if "status" in self.frame.columns else set()
        if not found:
            return TOO_FEW
        kinds = (OK, TOO_FEW, TOO_FEW_PEOPLE)
        return next((name for name in kinds if name in found), NOT_RECORDED)


def measure(warehouse: Warehouse, name: str, asked: Asked) -> Result:
    """Return a metric's figures; raises QueryError when it cannot be asked that way."""
    metric = load_catalog()[name]
    threshold = load_thresholds()[name]
    _check(metric, asked)
    params = _params(metric, asked, threshold)
    with warehouse.pinned() as build:
        frame = kept_answer(build, metric, asked)
        if frame is None:
            frame = build.query(metric.sql, params)
        behind = people_behind_answer(build, metric, asked, params)
        recorded = build.recorded_events()
        built = build.build()
    missing = tuple(need for need in metric.needs if not _is_met(need, recorded))
    ordered = _ordered(with_few(frame, behind, asked), asked)
    rated = with_status(
        ordered,
        asked.by,
        is_recorded=not missing,
        min_denominator=threshold.min_denominator,
        coverage_minimum=coverage_minimum(warehouse.path),
    )
    final = rated.with_columns(is_final(ordered, asked, built, threshold.follow_up_days))
    return Result(metric, asked, final, str(built["build_id"]), threshold, missing)


def measure_all(warehouse: Warehouse, names: Iterable[str], asked: Asked) -> dict[str, Result]:
    """Return several metrics; one that fails says so in its result instead of raising."""
    with warehouse.pinned() as build:
        return {name: _measure_or_failure(build, name, asked) for name in names}


def _measure_or_failure(warehouse: Warehouse, name: str, asked: Asked) -> Result:
    metric = load_catalog()[name]
    try:
        return measure(warehouse, name, asked)
    except QueryError as error:
        threshold = load_thresholds()[name]
        return Result(metric, asked, pl.DataFrame(), "", threshold, failure=str(error))


def cases(
    warehouse: Warehouse, name: str, asked: Asked, limit: int | None = None, offset: int = 0
) -> pl.DataFrame:
    """Return the cases behind a metric's numerator, or a page of them; `asked.by` is ignored."""
    metric = load_catalog()[name]
    _check_filters(metric, asked)
    params = _params(metric, asked, load_thresholds()[name])
    del params["grain"]
    used = {key: value for key, value in params.items() if f"${key}" in metric.cases_sql}
    return warehouse.query(metric.cases_sql, used, limit=limit, offset=offset)


def _is_met(need: str, recorded: Mapping[str, int]) -> bool:
    """Whether any of the events that would do, such as `resolved|closed`, is on record."""
    return any(recorded.get(event) for event in need.split("|"))


def _params(metric: Metric, asked: Asked, threshold: Threshold) -> dict[str, Any]:
    return asked.params() | dict(threshold.params)


def _check(metric: Metric, asked: Asked) -> None:
    _check_names(metric, "grouped", asked.by, metric.grains)
    _check_filters(metric, asked)
    if asked.clock != "wall" and asked.clock not in metric.clocks:
        raise QueryError(
            f"{metric.metric}: does not run on the {asked.clock} clock. Ask for the wall clock."
        )


def _check_filters(metric: Metric, asked: Asked) -> None:
    _check_names(metric, "filtered", tuple(asked.filters()), metric.filters)


def _check_names(metric: Metric, verb: str, names: Sequence[str], allowed: Sequence[str]) -> None:
    for name in names:
        if name not in allowed:
            raise QueryError(
                f"{metric.metric}: cannot be {verb} by {name!r}.{nearest(name, allowed)} "
                f"It can be {verb} by {', '.join(allowed)}."
            )


def _ordered(frame: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """Put the groups first, in the order asked for; a total needs no group column."""
    rest = [name for name in frame.columns if name not in (*asked.by, "overall")]
    ordered = frame.select(*asked.by, *rest)
    return ordered.sort(asked.by, nulls_last=True) if asked.by else ordered
